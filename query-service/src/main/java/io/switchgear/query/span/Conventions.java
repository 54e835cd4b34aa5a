package io.switchgear.query.span;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.genai.GenAi;

/** Reads the GenAI side of a span, whichever convention its sender follows; see {@link Names}. */
final class Conventions {

    private static final Set<String> INFERENCES =
            Set.of("chat", "text_completion", "generate_content", "embeddings", "responses");

    private static final Map<String, String> OPERATIONS = Map.of(
            "llm", "chat",
            "completion", "text_completion",
            "embedding", "embeddings",
            "agent", "invoke_agent",
            "tool", "execute_tool",
            "workflow", "invoke_workflow",
            "chain", "invoke_workflow",
            "retriever", "retrieval");

    /** Former and foreign names of what the conventions have a name for. */
    private static final Map<String, String> PROVIDERS = Map.ofEntries(
            Map.entry("az.ai.openai", "azure.ai.openai"),
            Map.entry("azure", "azure.ai.openai"),
            Map.entry("azure_openai", "azure.ai.openai"),
            Map.entry("az.ai.inference", "azure.ai.inference"),
            Map.entry("aws", "aws.bedrock"),
            Map.entry("bedrock", "aws.bedrock"),
            Map.entry("aws_bedrock", "aws.bedrock"),
            Map.entry("vertex_ai", "gcp.vertex_ai"),
            Map.entry("vertexai", "gcp.vertex_ai"),
            Map.entry("gemini", "gcp.gemini"),
            Map.entry("google_genai", "gcp.gemini"),
            Map.entry("mistralai", "mistral_ai"),
            Map.entry("xai", "x_ai"));

    private Conventions() {}

    static GenAiCall read(Attributes span, @Nullable Double eventQuality) {
        String operation = operation(span);
        Double quality = span.number(Names.QUALITY);
        Long stamp = span.count(GenAi.COST);
        return new GenAiCall(
                operation,
                Text.keyOrNull(provider(span)),
                Text.keyOrNull(span.text(Names.REQUEST_MODEL)),
                Text.keyOrNull(span.text(Names.RESPONSE_MODEL)),
                tokens(span),
                stamp != null ? stamp : claimed(span),
                span.text(GenAi.PRICE_VERSION),
                firstToken(span),
                Text.keyOrNull(span.text(GenAi.API_KEY)),
                span.count(GenAi.ATTEMPTS),
                span.text(Names.SESSION),
                span.text(Names.USER),
                named(span, Names.AGENT, "invoke_agent".equals(operation)),
                named(span, Names.TOOL, "execute_tool".equals(operation)),
                quality != null ? quality : eventQuality);
    }

    /** Whether this operation is a model's inference, not an agent's or a tool's step. */
    static boolean isInference(GenAiCall call) {
        return call.operation() != null && INFERENCES.contains(call.operation());
    }

    private static @Nullable String operation(Attributes span) {
        String named = span.text(Names.OPERATION);
        if (named == null) {
            return span.text(Names.REQUEST_MODEL) != null && provider(span) != null && spent(span) ? "chat" : null;
        }
        String operation = named.toLowerCase(Locale.ROOT);
        return OPERATIONS.getOrDefault(operation, operation);
    }

    /** A span that merely mentions a model is no call of it. */
    private static boolean spent(Attributes span) {
        return span.count(Names.INPUT_TOKENS) != null
                || span.count(Names.OUTPUT_TOKENS) != null
                || span.has("gen_ai.system")
                || span.has(GenAi.PROVIDER_NAME);
    }

    private static @Nullable String provider(Attributes span) {
        String registered = span.text(GenAi.PROVIDER);
        if (registered != null) {
            return registered;
        }
        String kind = span.text(Names.PROVIDER);
        if (kind == null) {
            return null;
        }
        String name = kind.toLowerCase(Locale.ROOT);
        return PROVIDERS.getOrDefault(name, name);
    }

    private static @Nullable String named(Attributes span, String[] names, boolean isOne) {
        String name = span.text(names);
        return name == null && isOne ? span.text(Names.ENTITY) : name;
    }

    private static Tokens tokens(Attributes span) {
        Long input = span.count(Names.INPUT_TOKENS);
        Long read = span.count(Names.CACHE_READ_TOKENS);
        Long written = span.count(Names.CACHE_WRITE_TOKENS);
        long cached = (read == null ? 0 : read) + (written == null ? 0 : written);
        return new Tokens(
                // Some senders pass Anthropic's count on, which leaves out what was cached.
                input != null && cached > input ? (Long) (input + cached) : input,
                span.count(Names.OUTPUT_TOKENS),
                read,
                written,
                span.count(Names.REASONING_TOKENS));
    }

    private static @Nullable Long claimed(Attributes span) {
        Double usd = span.number(Names.COST);
        return usd == null || usd < 0 || usd > 1000 ? null : (Long) Math.round(usd * 1e9);
    }

    private static @Nullable Long firstToken(Attributes span) {
        Double millis = span.number(Names.FIRST_TOKEN_MILLIS);
        Double seconds = span.number(Names.FIRST_TOKEN_SECONDS);
        double micros = millis != null ? millis * 1e3 : seconds != null ? seconds * 1e6 : -1;
        return micros >= 0 && micros <= 1e13 ? Math.round(micros) : null;
    }
}
