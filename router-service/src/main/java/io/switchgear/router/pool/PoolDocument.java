package io.switchgear.router.pool;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A pool as an administrator sends it.
 *
 * @param groupName may be left out where the path names it
 * @param models further names by which callers may ask for the pool
 * @param providers its targets
 * @param strategy {@code round_robin}, {@code weighted}, {@code least_connections}, {@code latency}, {@code priority}, {@code cost}
 *     or {@code sticky}; round robin if absent
 * @param retry how often a request is tried
 * @param timeouts in milliseconds
 * @param fallback pools that take over
 * @param contextFallback pools that take over when a request is too long for the model; {@code fallback} if absent, nobody if empty
 * @param hedge second attempts beside late ones; none if absent
 * @param rescue what becomes of a stream that breaks: {@code prefill}, {@code rerun} or {@code off}; prefill if absent
 * @param split traffic that is served another way; none if absent
 */
public record PoolDocument(
        @Nullable String groupName,
        @Nullable List<String> models,
        @Nullable List<TargetDocument> providers,

        @Nullable String strategy,
        @Nullable Retry retry,

        @Nullable Timeouts timeouts,
        @Nullable List<String> fallback,
        @Nullable List<String> contextFallback,
        @Nullable Hedge hedge,
        @Nullable String rescue,
        @Nullable SplitDocument split) {

    /**
     * A target as an administrator sends it.
     *
     * @param name a provider's, registered or not
     * @param model what that provider is asked for
     * @param weight 1 if absent
     * @param priority 0 if absent
     * @param prefill whether it can continue an answer that another target has begun; what is known of its kind if absent
     */
    public record TargetDocument(
            @Nullable String name,
            @Nullable String model,
            @Nullable Double weight,
            @Nullable Integer priority,
            @Nullable Boolean prefill) {}

    /**
     * A split as an administrator sends it.
     *
     * @param percent of the traffic for arm b, above 0 and below 100
     * @param strategy of arm b; the pool's if absent
     * @param fallback of arm b; the pool's if absent
     */
    public record SplitDocument(
            @Nullable Double percent,
            @Nullable String strategy,
            @Nullable List<String> fallback) {}
}
