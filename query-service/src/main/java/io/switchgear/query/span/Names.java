package io.switchgear.query.span;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.switchgear.common.genai.GenAi;

/**
 * What the GenAI side of a span is called, in order of preference: OpenTelemetry's GenAI conventions, their deprecated names,
 * OpenInference (https://github.com/Arize-ai/openinference, {@code spec/semantic_conventions.md}), OpenLLMetry
 * (https://github.com/traceloop/openllmetry) with its older {@code llm.*}, and the Vercel AI SDK's {@code ai.*}.
 */
final class Names {

    static final String[] OPERATION = {
        GenAi.OPERATION_NAME, "openinference.span.kind", "llm.request.type", "traceloop.span.kind"
    };
    static final String[] PROVIDER = {
        GenAi.PROVIDER_NAME, "gen_ai.system", "llm.provider", "llm.system", "llm.vendor", "ai.model.provider"
    };
    static final String[] REQUEST_MODEL = {
        GenAi.REQUEST_MODEL,
        "llm.request.model",
        "llm.model_name",
        "embedding.model_name",
        "reranker.model_name",
        "ai.model.id"
    };
    static final String[] RESPONSE_MODEL = {
        GenAi.RESPONSE_MODEL, "llm.response.model", "ai.response.model", GenAi.TARGET_MODEL
    };
    static final String[] INPUT_TOKENS = {
        GenAi.INPUT_TOKENS,
        "gen_ai.usage.prompt_tokens",
        "llm.usage.prompt_tokens",
        "llm.token_count.prompt",
        "ai.usage.inputTokens",
        "ai.usage.promptTokens"
    };
    static final String[] OUTPUT_TOKENS = {
        GenAi.OUTPUT_TOKENS,
        "gen_ai.usage.completion_tokens",
        "llm.usage.completion_tokens",
        "llm.token_count.completion",
        "ai.usage.outputTokens",
        "ai.usage.completionTokens"
    };
    static final String[] CACHE_READ_TOKENS = {
        GenAi.CACHE_READ_TOKENS,
        "gen_ai.usage.cache_read_input_tokens",
        "gen_ai.usage.cached_tokens",
        "llm.usage.cache_read_input_tokens",
        "llm.token_count.prompt_details.cache_read",
        "ai.usage.cachedInputTokens"
    };
    static final String[] CACHE_WRITE_TOKENS = {
        GenAi.CACHE_WRITE_TOKENS,
        "gen_ai.usage.cache_creation_input_tokens",
        "llm.usage.cache_creation_input_tokens",
        "llm.token_count.prompt_details.cache_write"
    };
    static final String[] REASONING_TOKENS = {
        "gen_ai.usage.reasoning.output_tokens",
        "gen_ai.usage.reasoning_tokens",
        "llm.usage.reasoning_tokens",
        "llm.token_count.completion_details.reasoning",
        "ai.usage.reasoningTokens"
    };

    /** USD, as the sender reckons it. */
    static final String[] COST = {"gen_ai.usage.cost", "gen_ai.usage.total_cost", "llm.cost.total", "llm.usage.cost"};

    static final String[] FIRST_TOKEN_SECONDS = {
        "gen_ai.response.time_to_first_chunk",
        "gen_ai.server.time_to_first_token",
        "gen_ai.client.time_to_first_token",
        "llm.time_to_first_token"
    };
    static final String[] FIRST_TOKEN_MILLIS = {
        GenAi.TIME_TO_FIRST_TOKEN, "ai.response.msToFirstChunk", "ai.stream.msToFirstChunk"
    };
    static final String[] SESSION = {
        "gen_ai.conversation.id", "session.id", "traceloop.association.properties.session_id"
    };
    static final String[] USER = {"user.id", "enduser.id", "traceloop.association.properties.user_id"};
    static final String[] AGENT = {"gen_ai.agent.name", "agent.name", "graph.node.id"};
    static final String[] TOOL = {"gen_ai.tool.name", "tool.name", "tool_call.function.name", "ai.toolCall.name"};

    /** What OpenLLMetry calls an agent or a tool by, whichever the span is of. */
    static final String ENTITY = "traceloop.entity.name";

    static final String[] QUALITY = {"gen_ai.evaluation.score.value", "gen_ai.evaluation.score", "eval.score"};
    static final String[] ERROR_TYPE = {GenAi.ERROR_TYPE, "exception.type"};

    /** All of these. */
    static final Set<String> ALL = Stream.of(
                    OPERATION,
                    PROVIDER,
                    REQUEST_MODEL,
                    RESPONSE_MODEL,
                    INPUT_TOKENS,
                    OUTPUT_TOKENS,
                    CACHE_READ_TOKENS,
                    CACHE_WRITE_TOKENS,
                    REASONING_TOKENS,
                    COST,
                    FIRST_TOKEN_SECONDS,
                    FIRST_TOKEN_MILLIS,
                    SESSION,
                    USER,
                    AGENT,
                    TOOL,
                    QUALITY,
                    ERROR_TYPE,
                    new String[] {ENTITY, GenAi.SERVICE_NAME, GenAi.HTTP_STATUS})
            .flatMap(Arrays::stream)
            .collect(Collectors.toUnmodifiableSet());

    private Names() {}
}
