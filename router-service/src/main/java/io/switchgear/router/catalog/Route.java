package io.switchgear.router.catalog;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.pool.Hedge;
import io.switchgear.router.pool.Pool;
import io.switchgear.router.pool.Rescue;
import io.switchgear.router.pool.Retry;
import io.switchgear.router.pool.Strategy;
import io.switchgear.router.pool.Timeouts;

/**
 * Where requests for a model go.
 *
 * @param name the pool's; of a route without a pool, the model's
 * @param pool whether there is a pool of that name
 * @param strategy how a target is chosen
 * @param targets with a registered provider and a weight above 0
 * @param retry how often
 * @param timeouts the pool's own
 * @param fallback routes that take over
 * @param contextFallback routes that take over when a request is too long for the model
 * @param hedge second attempts beside late ones; null for none
 * @param rescue what becomes of broken streams
 * @param arm {@code a} or {@code b} of a pool whose traffic is split; null for others
 * @param other arm b and its share, as seen from arm a; null for others
 */
public record Route(
        String name,
        boolean pool,
        Strategy strategy,
        List<RouteTarget> targets,
        Retry retry,
        Timeouts timeouts,
        List<String> fallback,
        List<String> contextFallback,
        @Nullable Hedge hedge,
        Rescue rescue,
        @Nullable String arm,
        @Nullable Other other) {

    /**
     * The other arm of a split pool.
     *
     * @param share of the traffic, 0–1
     * @param route how that is served
     */
    public record Other(double share, Route route) {}

    /** The arm that serves whoever has {@code affinity}: always the same one, by a hash that is independent of strategies'. */
    public Route armFor(String affinity) {
        Other b = other;
        if (b == null) {
            return this;
        }
        double at = affinity.isEmpty()
                ? ThreadLocalRandom.current().nextDouble()
                : (mixed(name + "\n" + affinity) >>> 11) * 0x1.0p-53;
        return at < b.share() ? b.route() : this;
    }

    /** All that serve a model share it evenly. */
    static Route shared(String model, List<RouteTarget> targets) {
        return new Route(
                model,
                false,
                Strategy.ROUND_ROBIN,
                targets,
                Retry.NONE,
                Timeouts.NONE,
                List.of(),
                List.of(),
                null,
                Rescue.PREFILL,
                null,
                null);
    }

    static Route of(Pool pool, List<RouteTarget> targets) {
        var split = pool.split();
        if (split == null) {
            return of(pool, targets, pool.strategy(), pool.fallback(), null, null);
        }
        Strategy strategy = split.strategy() == null ? pool.strategy() : split.strategy();
        var fallback = split.fallback() == null ? pool.fallback() : split.fallback();
        var b = new Other(split.percent() / 100, of(pool, targets, strategy, fallback, "b", null));
        return of(pool, targets, pool.strategy(), pool.fallback(), "a", b);
    }

    private static Route of(
            Pool pool,
            List<RouteTarget> targets,
            Strategy strategy,
            List<String> fallback,
            @Nullable String arm,
            @Nullable Other other) {
        return new Route(
                pool.groupName(),
                true,
                strategy,
                targets,
                pool.retry(),
                pool.timeouts(),
                fallback,
                pool.contextFallback() == null ? fallback : pool.contextFallback(),
                pool.hedge(),
                pool.rescue() == null ? Rescue.PREFILL : pool.rescue(),
                arm,
                other);
    }

    /** FNV-1a (Fowler, Noll, Vo), finished as SplitMix64 does. */
    private static long mixed(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }
}
