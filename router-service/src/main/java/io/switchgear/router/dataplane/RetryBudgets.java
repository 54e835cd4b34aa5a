package io.switchgear.router.dataplane;

import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

import io.switchgear.router.catalog.Route;
import io.switchgear.router.conduct.RetryBudget;

/** Each pool's retry budget on this replica. */
@Component
class RetryBudgets {

    private final InstantSource clock;
    private final Map<Place, RetryBudget> budgets = new ConcurrentHashMap<>();

    RetryBudgets(InstantSource clock) {
        this.clock = clock;
    }

    private record Place(UUID workspaceId, String route) {}

    private RetryBudget of(UUID workspaceId, Route route) {
        return budgets.computeIfAbsent(new Place(workspaceId, route.name()), none -> new RetryBudget());
    }

    void requested(UUID workspaceId, Route route) {
        var hedge = route.hedge();
        of(workspaceId, route).requested(clock.instant(), hedge == null ? 0 : hedge.share());
    }

    boolean allows(UUID workspaceId, Route route) {
        return of(workspaceId, route)
                .allows(
                        clock.instant(),
                        route.retry().budgetShare(),
                        route.retry().budgetFloor());
    }

    void spend(UUID workspaceId, Route route) {
        of(workspaceId, route).spend(clock.instant());
    }

    /** Takes a hedge if the pool's requests have earned one. */
    boolean hedge(UUID workspaceId, Route route) {
        return of(workspaceId, route).hedge();
    }
}
