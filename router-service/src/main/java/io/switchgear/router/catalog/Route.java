package io.switchgear.router.catalog;

import java.util.List;

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
 */
public record Route(
        String name,
        boolean pool,
        Strategy strategy,
        List<RouteTarget> targets,
        Retry retry,
        Timeouts timeouts,
        List<String> fallback) {}
