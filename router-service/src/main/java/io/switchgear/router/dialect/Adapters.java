package io.switchgear.router.dialect;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.anthropic.MessagesCaller;
import io.switchgear.router.dialect.anthropic.MessagesProvider;
import io.switchgear.router.dialect.bedrock.Bedrock;
import io.switchgear.router.dialect.chat.CallerFormat;
import io.switchgear.router.dialect.chat.ChatRequest;
import io.switchgear.router.dialect.chat.ProviderFormat;
import io.switchgear.router.dialect.chat.Whole;
import io.switchgear.router.dialect.embedding.EmbeddingAnswer;
import io.switchgear.router.dialect.embedding.EmbeddingRequest;
import io.switchgear.router.dialect.embedding.OpenAiEmbeddings;
import io.switchgear.router.dialect.gemini.GeminiEmbeddings;
import io.switchgear.router.dialect.gemini.GeminiProvider;
import io.switchgear.router.dialect.openai.ChatCompletionsCaller;
import io.switchgear.router.dialect.openai.ChatCompletionsProvider;
import io.switchgear.router.dialect.openai.ResponsesCaller;
import io.switchgear.router.pool.Timeouts;
import io.switchgear.router.provider.Dialect;
import io.switchgear.router.provider.Provider;
import io.switchgear.router.provider.ProviderType;
import io.switchgear.router.upstream.Upstream;
import io.switchgear.router.usage.AnswerReader;
import io.switchgear.router.usage.AnthropicAnswers;
import io.switchgear.router.usage.OpenAiAnswers;
import io.switchgear.router.usage.ResponsesAnswers;

/**
 * Calls providers, whatever wire formats callers and they speak: where both speak the same, bodies and streams pass as they are; else
 * they are translated through the neutral model, so that each format is written once and not once for each other one.
 */
@Component
public class Adapters {

    private final Upstream upstream;
    private final JsonMapper json;
    private final Bedrock bedrock;
    private final Map<Operation, AnswerReader> readers = new EnumMap<>(Operation.class);
    private final Map<Operation, CallerFormat> callers = new EnumMap<>(Operation.class);

    Adapters(Upstream upstream, JsonMapper json, InstantSource clock) {
        this.upstream = upstream;
        this.json = json;
        this.bedrock = new Bedrock(upstream, json);
        var openAi = new OpenAiAnswers(json);
        readers.put(Operation.CHAT, openAi);
        readers.put(Operation.EMBEDDINGS, openAi);
        readers.put(Operation.RESPONSES, new ResponsesAnswers(json));
        readers.put(Operation.MESSAGES, new AnthropicAnswers(json));
        callers.put(Operation.CHAT, new ChatCompletionsCaller(json, clock));
        callers.put(Operation.RESPONSES, new ResponsesCaller(json, clock));
        callers.put(Operation.MESSAGES, new MessagesCaller(json));
    }

    /** Whether providers of a type can serve an operation, be it through translation. */
    public boolean serves(ProviderType type, Operation operation) {
        return same(type, operation)
                || callers.containsKey(operation)
                || (operation == Operation.EMBEDDINGS && embedsInItsOwnFormat(type));
    }

    private static boolean embedsInItsOwnFormat(ProviderType type) {
        return type.dialect() == Dialect.GEMINI || type.dialect() == Dialect.BEDROCK;
    }

    static boolean same(ProviderType type, Operation operation) {
        boolean chatOnly = type == ProviderType.MISTRAL || type == ProviderType.DEEPSEEK;
        return type.dialect() == operation.dialect() && !(operation == Operation.RESPONSES && chatOnly);
    }

    /**
     * Calls a provider.
     *
     * @param model the target's
     * @param timeouts the connection's are heeded here; all others are the caller's business
     * @return fails with {@link io.switchgear.router.dialect.chat.Untranslatable} if the request asks for what this provider has no
     *     counterpart of; nothing was sent then
     */
    public Mono<ProviderAnswer> call(Provider provider, String model, CallerRequest request, Timeouts timeouts) {
        return Mono.defer(() -> {
            if (same(provider.type(), request.operation())) {
                return passOn(provider, model, request, timeouts);
            }
            return request.operation() == Operation.EMBEDDINGS
                    ? embed(provider, model, request, timeouts)
                    : translate(provider, model, request, timeouts);
        });
    }

    private Mono<ProviderAnswer> passOn(Provider provider, String model, CallerRequest request, Timeouts timeouts) {
        Operation operation = request.operation();
        boolean askForUsage = request.stream() && operation == Operation.CHAT;
        byte[] body = request.forTarget(model, askForUsage);
        String path = Paths.of(provider, operation, model, request.stream());
        return upstream.post(provider, path, body, request.headers(), timeouts)
                .map(answer -> new HttpAnswer(
                        answer,
                        new SameDialect(Objects.requireNonNull(readers.get(operation))),
                        provider.type().dialect(),
                        request.stream(),
                        json));
    }

    private Mono<ProviderAnswer> translate(Provider provider, String model, CallerRequest request, Timeouts timeouts) {
        CallerFormat caller = Objects.requireNonNull(callers.get(request.operation()));
        ChatRequest neutral = caller.request(json.readTree(request.bytes()));
        if (provider.type() == ProviderType.BEDROCK) {
            return bedrock.converse(provider, neutral, model, timeouts)
                    .map(reply -> new BedrockAnswer(reply, caller, Adapters::unasked));
        }
        ProviderFormat format = format(provider.type());
        byte[] body = json.writeValueAsBytes(format.request(neutral, model));
        String path = Paths.of(provider, request.operation(), model, neutral.stream());
        Dialect spoken = provider.type().dialect();
        // Callers' headers are for the provider whose format they speak.
        return upstream.post(provider, path, body, Map.of(), timeouts)
                .map(answer ->
                        new HttpAnswer(answer, new Translated(format, caller, json), spoken, neutral.stream(), json));
    }

    private Mono<ProviderAnswer> embed(Provider provider, String model, CallerRequest request, Timeouts timeouts) {
        var embeddings = new OpenAiEmbeddings(json);
        EmbeddingRequest asked = embeddings.request(json.readTree(request.bytes()));
        CallerFormat errors = Objects.requireNonNull(callers.get(Operation.CHAT));
        if (provider.type() == ProviderType.BEDROCK) {
            return bedrock.embed(provider, asked, model, timeouts)
                    .map(reply ->
                            new BedrockAnswer(reply, errors, embedded -> embeddings.answer(embedded, asked, model)));
        }
        var format = new GeminiEmbeddings();
        byte[] body = json.writeValueAsBytes(format.request(asked, model));
        String path = Paths.of(provider, request.operation(), model, false);
        return upstream.post(provider, path, body, Map.of(), timeouts)
                .map(answer -> new HttpAnswer(
                        answer,
                        new TranslatedEmbeddings(format, asked, model, errors, json),
                        provider.type().dialect(),
                        false,
                        json));
    }

    private static Whole unasked(EmbeddingAnswer embedded) {
        throw new IllegalStateException("Nobody asked for embeddings.");
    }

    private ProviderFormat format(ProviderType type) {
        return switch (type.dialect()) {
            case OPENAI -> new ChatCompletionsProvider(json, type);
            case ANTHROPIC -> new MessagesProvider(json);
            case GEMINI -> new GeminiProvider(json);
            case BEDROCK -> throw new IllegalArgumentException("Bedrock is called through its own client.");
        };
    }
}
