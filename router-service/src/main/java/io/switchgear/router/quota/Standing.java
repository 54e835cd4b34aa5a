package io.switchgear.router.quota;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Where a caller stands in the current minute; of a key's and its workspace's limits, the one with less left.
 *
 * @param requests null without a limit
 * @param tokens null without a limit
 */
public record Standing(@Nullable Level requests, @Nullable Level tokens) {

    static final Standing UNLIMITED = new Standing(null, null);

    /**
     * One limit.
     *
     * @param limit a minute
     * @param remaining as far as this replica knows, the call at hand counted
     * @param resetAt when all of it is there again
     */
    public record Level(long limit, long remaining, Instant resetAt) {

        static Level tighter(@Nullable Level one, Level other) {
            return one == null || other.remaining() < one.remaining() ? other : one;
        }
    }
}
