package io.switchgear.query.span;

import org.jspecify.annotations.Nullable;

/**
 * Tokens of a GenAI call; null where the sender did not say.
 *
 * @param input all input tokens, cached ones included
 * @param output all output tokens, reasoning included
 * @param cacheRead input tokens read from the provider's cache
 * @param cacheWrite input tokens written to it
 * @param reasoning output tokens spent on reasoning
 */
public record Tokens(
        @Nullable Long input,
        @Nullable Long output,
        @Nullable Long cacheRead,
        @Nullable Long cacheWrite,
        @Nullable Long reasoning) {

    public static final Tokens NONE = new Tokens(null, null, null, null, null);

    /** What was not said adds nothing. */
    public static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
