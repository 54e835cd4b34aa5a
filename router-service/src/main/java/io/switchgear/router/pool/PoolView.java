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
     * @param configured whether the provider is registered
     */
    public record TargetView(String name, @Nullable String model, double weight, int priority, boolean configured) {}

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
                                registered.contains(target.name())))
                        .toList(),
                pool.strategy(),
                pool.retry(),
                pool.timeouts(),
                pool.fallback(),
                pool.revision(),
                pool.createdAt(),
                pool.updatedAt());
    }
}
