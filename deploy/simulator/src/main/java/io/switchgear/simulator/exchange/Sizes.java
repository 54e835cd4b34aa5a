package io.switchgear.simulator.exchange;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.switchgear.simulator.json.Json;
import io.switchgear.simulator.provider.Pace;

/**
 * The body field {@code simulator}: exact sizes and a pace for one call. Null leaves the simulator's own.
 *
 * @param inputTokens reported instead of the counted words, cached ones included
 * @param outputTokens length of the whole answer in tokens
 * @param cachedTokens of the input, read from a cache
 * @param reasoningTokens of the output, not visible in the text
 * @param fault rules in the grammar
 */
public record Sizes(
        @Nullable Integer inputTokens,
        @Nullable Integer outputTokens,
        @Nullable Integer cachedTokens,
        @Nullable Integer reasoningTokens,
        @Nullable Long latencyMs,
        @Nullable Double tokensPerSecond,
        @Nullable String fault) {

    private static final Sizes NONE = new Sizes(null, null, null, null, null, null, null);
    private static final int MAX_TOKENS = 10_000_000;

    /** Reads the field; an error names what is wrong with it. */
    public static Sizes read(JsonNode body) {
        var node = body.path("simulator");
        if (node.isMissingNode() || node.isNull()) {
            return NONE;
        }
        Sizes sizes;
        try {
            sizes = Json.MAPPER.treeToValue(node, Sizes.class);
        } catch (JacksonException e) {
            throw Refusal.invalid("The field 'simulator' cannot be read: " + e.getOriginalMessage(), "simulator");
        }
        check("input_tokens", sizes.inputTokens);
        check("output_tokens", sizes.outputTokens);
        check("cached_tokens", sizes.cachedTokens);
        check("reasoning_tokens", sizes.reasoningTokens);
        return sizes;
    }

    /** The pace with what this call asks for. */
    Pace on(Pace pace) {
        try {
            return pace.with(latencyMs, tokensPerSecond, null);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()), "simulator");
        }
    }

    private static void check(String field, @Nullable Integer tokens) {
        if (tokens != null && (tokens < 0 || tokens > MAX_TOKENS)) {
            throw Refusal.invalid(
                    "simulator." + field + " is from 0 to " + MAX_TOKENS + ", got " + tokens, "simulator." + field);
        }
    }
}
