package io.switchgear.router.dialect;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.pool.Timeouts;
import io.switchgear.router.provider.Provider;
import io.switchgear.router.provider.ProviderType;
import io.switchgear.router.upstream.Upstream;
import io.switchgear.router.usage.AnswerReader;
import io.switchgear.router.usage.AnthropicAnswers;
import io.switchgear.router.usage.OpenAiAnswers;
import io.switchgear.router.usage.ResponsesAnswers;

/** Calls providers, whatever wire formats callers and they speak. */
@Component
public class Adapters {

    private final Upstream upstream;
    private final ErrorReader errors;
    private final Map<Operation, AnswerReader> readers = new EnumMap<>(Operation.class);

    Adapters(Upstream upstream, JsonMapper json) {
        this.upstream = upstream;
        this.errors = new ErrorReader(json);
        var openAi = new OpenAiAnswers(json);
        readers.put(Operation.CHAT, openAi);
        readers.put(Operation.EMBEDDINGS, openAi);
        readers.put(Operation.RESPONSES, new ResponsesAnswers(json));
        readers.put(Operation.MESSAGES, new AnthropicAnswers(json));
    }

    /** Whether providers of a type can serve an operation. */
    public boolean serves(ProviderType type, Operation operation) {
        return type.dialect() == operation.dialect();
    }

    /**
     * Calls a provider.
     *
     * @param model the target's
     * @param timeouts the connection's are heeded here; all others are the caller's business
     * @return fails with {@link io.switchgear.router.dialect.chat.Untranslatable} if the request asks for what this provider has no counterpart of; nothing was sent then
     */
    public Mono<ProviderAnswer> call(Provider provider, String model, CallerRequest request, Timeouts timeouts) {
        return Mono.defer(() -> {
            Operation operation = request.operation();
            boolean askForUsage = request.stream() && operation == Operation.CHAT;
            byte[] body = request.forTarget(model, askForUsage);
            return upstream.post(provider, operation.path(), body, request.headers(), timeouts)
                    .map(answer -> new SameDialect(
                            answer, Objects.requireNonNull(readers.get(operation)), request.stream(), errors));
        });
    }
}
