package io.switchgear.health.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

import io.switchgear.common.circuit.CircuitCounts;
import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;

/** How a provider is, as people are told. */
public enum HealthState {
    /** Gets traffic and answers. */
    HEALTHY,
    /** Being tested, recently recovered, or failing while forced closed. */
    DEGRADED,
    /** Gets no traffic. */
    FAILED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The state by its name on the wire.
     *
     * @throws IllegalArgumentException if {@code wire} names no state
     */
    public static HealthState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** What a circuit alone tells. */
    public static HealthState of(CircuitState circuit) {
        return switch (circuit) {
            case CLOSED -> HEALTHY;
            case HALF_OPEN -> DEGRADED;
            case OPEN -> FAILED;
        };
    }

    /**
     * What a circuit, its past and its counters tell: a circuit that has closed after an incident stays degraded for its
     * minimum healthy period.
     *
     * @param since when the circuit entered its state
     */
    public static HealthState of(
            CircuitState circuit, Instant since, CircuitThresholds thresholds, CircuitCounts counts, Instant now) {
        if (circuit != CircuitState.CLOSED) {
            return of(circuit);
        }
        boolean recovering =
                counts.incidents() > 0 && now.isBefore(since.plus(Duration.ofMillis(thresholds.minHealthyPeriodMs())));
        boolean failingUnnoticed = counts.consecutiveFailures() >= thresholds.failureThreshold();
        return recovering || failingUnnoticed ? DEGRADED : HEALTHY;
    }
}
