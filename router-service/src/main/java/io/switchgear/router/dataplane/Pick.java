package io.switchgear.router.dataplane;

import io.switchgear.router.breaker.Admission;
import io.switchgear.router.catalog.Route;
import io.switchgear.router.catalog.RouteTarget;
import io.switchgear.router.circuit.CircuitKey;
import io.switchgear.router.stats.MemberKey;

/**
 * A target that was chosen for an attempt, and let through by its circuit.
 *
 * @param route which it belongs to
 * @param target whom to call
 * @param model on the wire
 * @param admission to be given back with the outcome
 */
record Pick(Route route, RouteTarget target, String model, Admission admission) {

    CircuitKey circuit() {
        return target.circuit();
    }

    MemberKey member() {
        return new MemberKey(
                target.provider().workspaceId(), route.name(), target.provider().name(), target.model());
    }

    Parking.Space space() {
        return new Parking.Space(
                target.provider().workspaceId(), target.provider().name(), model);
    }
}
