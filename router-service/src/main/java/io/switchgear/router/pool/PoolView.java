package io.switchgear.router.pool;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A pool as an administrator sees it.
 *
 * @param groupName its name
 * @param models further names by which callers may ask for it
 * @param providers its targets
 * @param strategy how one is chosen
 * @param retry how often a request is tried
 * @param timeouts in milliseconds
 * @param fallback pools that take over
 * @param contextFallback pools that take over when a request is too long for the model; null for {@code fallback}
 * @param hedge second attempts beside late ones; null for none
 * @param rescue what becomes of a stream that breaks
 * @param split traffic that is served another way; null for none
 * @param revision rises with each change; the {@code ETag}
 * @param createdAt when
 * @param updatedAt when it last changed
 */
public record PoolView(
        String groupName,
        List<String> models,
        List<TargetView> providers,
        Strategy strategy,
        Retry retry,
        Timeouts timeouts,
        List<String> fallback,
        @Nullable List<String> contextFallback,
        @Nullable Hedge hedge,
        Rescue rescue,
        @Nullable Split split,
        long revision,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * A target as an administrator sees it.
     *
     * @param name the provider's
     * @param model what that provider is asked for; null for the model that the caller asked for
     * @param weight share of the traffic
     * @param priority tier
     * @param prefill whether it can continue an answer that another target has begun; null for what is known of its kind
     * @param configured whether the provider is registered
     */
    public record TargetView(
            String name,
            @Nullable String model,
            double weight,
            int priority,
            @Nullable Boolean prefill,
            boolean configured) {}

    static PoolView of(Pool pool, Set<String> registered) {
        return new PoolView(
                pool.groupName(),
                pool.models(),
                pool.targets().stream()
                        .map(target -> new TargetView(
                                target.name(),
                                target.model(),
                                target.weight(),
                                target.priority(),
                                target.prefill(),
                                registered.contains(target.name())))
                        .toList(),
                pool.strategy(),
                pool.retry(),
                pool.timeouts(),
                pool.fallback(),
                pool.contextFallback(),
                pool.hedge(),
                pool.rescue() == null ? Rescue.PREFILL : pool.rescue(),
                pool.split(),
                pool.revision(),
                pool.createdAt(),
                pool.updatedAt());
    }
}
