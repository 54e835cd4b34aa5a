package io.switchgear.query.span;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.genai.GenAi;

/**
 * Reads the GenAI side of a span. Names in order of preference: OpenTelemetry's GenAI conventions, their deprecated names,
 * OpenInference ({@code llm.*}, {@code openinference.*}), OpenLLMetry ({@code llm.*}, {@code traceloop.*}).
 */
final class Conventions {

    private static final Set<String> INFERENCES =
            Set.of("chat", "text_completion", "generate_content", "embeddings", "responses");

    private Conventions() {}

    static GenAiCall read(Attributes span, @Nullable Double eventQuality) {
        String requestModel =
                span.text(GenAi.REQUEST_MODEL, "llm.request.model", "llm.model_name", "embedding.model_name");
        Double quality = span.number("gen_ai.evaluation.score.value", "gen_ai.evaluation.score");
        return new GenAiCall(
                operation(span, requestModel),
                provider(span),
                requestModel,
                span.text(GenAi.RESPONSE_MODEL, "llm.response.model", GenAi.TARGET_MODEL),
                tokens(span),
                span.count(GenAi.COST),
                firstToken(span),
                span.text(GenAi.API_KEY),
                span.count(GenAi.ATTEMPTS),
                span.text("gen_ai.conversation.id", "session.id", "traceloop.association.properties.session_id"),
                span.text("user.id", "enduser.id", "traceloop.association.properties.user_id"),
                span.text("gen_ai.agent.name", "agent.name"),
                span.text("gen_ai.tool.name", "tool.name"),
                quality != null ? quality : eventQuality);
    }

    /** Whether this operation is a model's inference, not an agent's or a tool's step. */
    static boolean isInference(GenAiCall call) {
        return call.operation() != null && INFERENCES.contains(call.operation());
    }

    private static @Nullable String operation(Attributes span, @Nullable String requestModel) {
        String named =
                span.text(GenAi.OPERATION_NAME, "openinference.span.kind", "llm.request.type", "traceloop.span.kind");
        if (named == null) {
            return requestModel != null && provider(span) != null ? "chat" : null;
        }
        String operation = named.toLowerCase(Locale.ROOT);
        return switch (operation) {
            case "llm" -> "chat";
            case "completion" -> "text_completion";
            case "embedding" -> "embeddings";
            case "agent" -> "invoke_agent";
            case "tool" -> "execute_tool";
            default -> operation;
        };
    }

    private static @Nullable String provider(Attributes span) {
        String registered = span.text(GenAi.PROVIDER);
        if (registered != null) {
            return registered;
        }
        String kind = span.text(GenAi.PROVIDER_NAME, "gen_ai.system", "llm.provider", "llm.system", "llm.vendor");
        return kind == null ? null : kind.toLowerCase(Locale.ROOT);
    }

    private static Tokens tokens(Attributes span) {
        return new Tokens(
                span.count(
                        GenAi.INPUT_TOKENS,
                        "gen_ai.usage.prompt_tokens",
                        "llm.usage.prompt_tokens",
                        "llm.token_count.prompt"),
                span.count(
                        GenAi.OUTPUT_TOKENS,
                        "gen_ai.usage.completion_tokens",
                        "llm.usage.completion_tokens",
                        "llm.token_count.completion"),
                span.count(
                        GenAi.CACHE_READ_TOKENS,
                        "gen_ai.usage.cache_read_input_tokens",
                        "llm.token_count.prompt_details.cache_read"),
                span.count(
                        GenAi.CACHE_WRITE_TOKENS,
                        "gen_ai.usage.cache_creation_input_tokens",
                        "llm.token_count.prompt_details.cache_write"),
                span.count(
                        "gen_ai.usage.reasoning.output_tokens",
                        "gen_ai.usage.reasoning_tokens",
                        "llm.usage.reasoning_tokens",
                        "llm.token_count.completion_details.reasoning"));
    }

    private static @Nullable Long firstToken(Attributes span) {
        Double millis = span.number(GenAi.TIME_TO_FIRST_TOKEN);
        Double seconds = span.number("gen_ai.response.time_to_first_chunk", "gen_ai.server.time_to_first_token");
        double micros = millis != null ? millis * 1e3 : seconds != null ? seconds * 1e6 : -1;
        return micros >= 0 && micros <= 1e15 ? Math.round(micros) : null;
    }
}
