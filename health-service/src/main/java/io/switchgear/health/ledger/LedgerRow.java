package io.switchgear.health.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitCounts;
import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.ForcedState;
import io.switchgear.health.intake.Flaws;
import io.switchgear.health.status.HealthState;

/**
 * An event as it is written.
 *
 * @param id the same for the same event, however often it comes
 * @param status the provider's after it
 * @param previousStatus the provider's before it
 * @param degradedUntil end of the probation after a recovery; null for none
 * @param nextAttemptAt when a circuit that has opened lets a probe through, unless told otherwise by a sample
 */
record LedgerRow(
        UUID id,
        UUID workspaceId,
        String provider,
        long version,
        String replica,
        boolean local,
        CircuitEvent.Type type,
        CircuitState fromState,
        CircuitState toState,
        @Nullable ForcedState forced,
        String reason,
        CircuitEvent.Trigger trigger,
        @Nullable String actor,
        CircuitThresholds thresholds,
        CircuitCounts counts,
        List<String> traceIds,
        @Nullable Long durationMs,
        Instant at,
        HealthState status,
        HealthState previousStatus,
        @Nullable Instant degradedUntil,
        @Nullable Instant nextAttemptAt) {

    private static final int TRACES = 5;

    static LedgerRow of(CircuitEvent event) {
        boolean recovered = event.type() == CircuitEvent.Type.STATE_CHANGE
                && event.fromState() != CircuitState.CLOSED
                && event.toState() == CircuitState.CLOSED
                && event.thresholds().minHealthyPeriodMs() > 0;
        boolean opened = event.toState() == CircuitState.OPEN && event.forced() == null;
        return new LedgerRow(
                id(event),
                event.workspaceId(),
                event.provider(),
                event.version(),
                event.replica(),
                event.local(),
                event.type(),
                event.fromState(),
                event.toState(),
                event.forced(),
                Objects.requireNonNull(Flaws.clean(event.reason())),
                event.trigger(),
                Flaws.clean(event.actor()),
                event.thresholds(),
                event.counts(),
                traces(event.traceIds()),
                event.durationMs(),
                event.at(),
                recovered ? HealthState.DEGRADED : HealthState.of(event.toState()),
                HealthState.of(event.fromState()),
                recovered ? event.at().plusMillis(event.thresholds().minHealthyPeriodMs()) : null,
                opened ? event.at().plusMillis(event.thresholds().resetTimeoutMs()) : null);
    }

    private static UUID id(CircuitEvent event) {
        var identity = String.join(
                "\n",
                event.workspaceId().toString(),
                event.provider(),
                Long.toString(event.version()),
                event.replica(),
                event.at().toString());
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> traces(@Nullable List<String> ids) {
        return ids == null
                ? List.of()
                : ids.stream()
                        .filter(id -> id != null && id.matches("[0-9a-f]{32}"))
                        .limit(TRACES)
                        .toList();
    }
}
