package io.switchgear.router.breaker;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.router.circuit.Circuit;
import io.switchgear.router.circuit.CircuitKey;
import io.switchgear.router.circuit.Transition;
import io.switchgear.router.spool.RecordType;
import io.switchgear.router.spool.Spool;

/** Spools circuit events for health-service, which keeps them. */
@Component
class Ledger {

    private final Spool spool;
    private final JsonMapper json;
    private final Replica replica;

    Ledger(Spool spool, JsonMapper json, Replica replica) {
        this.spool = spool;
        this.json = json;
        this.replica = replica;
    }

    /** @param actor the person who caused it; null for the system */
    void record(
            CircuitKey key,
            Circuit after,
            Transition transition,
            boolean local,
            @Nullable String actor,
            List<String> traceIds,
            Instant at) {
        spool.append(
                RecordType.CIRCUIT_EVENT,
                json.writeValueAsBytes(new CircuitEvent(
                        key.workspaceId(),
                        key.provider(),
                        after.version(),
                        replica.name(),
                        local,
                        transition.type(),
                        transition.from(),
                        transition.to(),
                        after.forced(),
                        transition.reason(),
                        actor == null ? CircuitEvent.Trigger.SYSTEM : CircuitEvent.Trigger.USER,
                        actor,
                        after.thresholds(),
                        after.counts(),
                        traceIds,
                        transition.durationMs(),
                        at)));
    }
}
