package io.switchgear.router.dataplane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.catalog.Route;
import io.switchgear.router.catalog.RouteTarget;
import io.switchgear.router.catalog.Workspace;
import io.switchgear.router.circuit.CircuitKey;

/** Whom one request may still ask: the pool, those behind it, and what each target has had of it. Not thread-safe. */
final class RoutePlan {

    private final Workspace workspace;
    private final Deque<Route> routes = new ArrayDeque<>();
    private final Set<String> visited = new HashSet<>();
    private final Set<RouteTarget> excluded = new HashSet<>();
    private final Set<CircuitKey> excludedAccounts = new HashSet<>();
    private final Map<Parking.Space, Integer> tries = new HashMap<>();
    private int again;
    private Duration waited = Duration.ZERO;

    RoutePlan(Workspace workspace, Route first) {
        this.workspace = workspace;
        add(first);
    }

    private void add(Route route) {
        if (visited.add(route.name())) {
            routes.add(route);
            addAll(route.fallback());
        }
    }

    private void addAll(List<String> pools) {
        pools.forEach(pool -> workspace.fallback(pool).ifPresent(this::add));
    }

    /** Null when there is nobody left. */
    @Nullable
    Route current() {
        return routes.peekFirst();
    }

    /** Pools behind the current one. */
    int behind() {
        return Math.max(0, routes.size() - 1);
    }

    void advance() {
        routes.pollFirst();
        again = 0;
        waited = Duration.ZERO;
    }

    /** Whether there is a pool for requests that are too long for this one. */
    boolean larger(Route route) {
        return route.contextFallback().stream()
                .anyMatch(pool -> workspace
                        .fallback(pool)
                        .filter(next -> next != route && unused(next))
                        .isPresent());
    }

    private boolean unused(Route route) {
        return routes.contains(route) || !visited.contains(route.name());
    }

    /** Nobody is asked any more but the pools for requests that are too long for {@code route}. */
    void toLarger(Route route) {
        var next = route.contextFallback().stream()
                .flatMap(pool -> workspace.fallback(pool).stream())
                .filter(pool -> pool != route && unused(pool))
                .toList();
        routes.clear();
        routes.addAll(next);
        next.forEach(pool -> visited.add(pool.name()));
        again = 0;
        waited = Duration.ZERO;
    }

    boolean excludes(RouteTarget target) {
        return excluded.contains(target) || excludedAccounts.contains(target.circuit());
    }

    void exclude(RouteTarget target) {
        excluded.add(target);
    }

    void include(RouteTarget target) {
        excluded.remove(target);
    }

    /** Whatever the model. */
    void excludeAccount(RouteTarget target) {
        excludedAccounts.add(target.circuit());
    }

    void tried(Pick pick) {
        tries.merge(pick.space(), 1, Integer::sum);
    }

    int tries(Pick pick) {
        return tries.getOrDefault(pick.space(), 0);
    }

    void triedAgain() {
        again++;
    }

    /** How often a target of the current pool was tried again. */
    int again() {
        return again;
    }

    void waits(Duration time) {
        waited = waited.plus(time);
    }

    /** For parked targets of the current pool. */
    Duration waited() {
        return waited;
    }
}
