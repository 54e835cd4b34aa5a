package io.switchgear.router.catalog;

import java.util.List;

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
        Rescue rescue) {

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
                Rescue.PREFILL);
    }

    static Route of(Pool pool, List<RouteTarget> targets) {
        return new Route(
                pool.groupName(),
                true,
                pool.strategy(),
                targets,
                pool.retry(),
                pool.timeouts(),
                pool.fallback(),
                pool.contextFallback() == null ? pool.fallback() : pool.contextFallback(),
                pool.hedge(),
                pool.rescue() == null ? Rescue.PREFILL : pool.rescue());
    }
}
