package io.switchgear.health.status;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitCounts;
import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.ForcedState;

/**
 * A provider as it was last reported.
 *
 * @param name its registered name
 * @param present false once the router knows it no longer
 * @param configured false for a name that a pool uses but nobody registered
 * @param state the circuit's
 * @param forced the pinned state; null for none
 * @param version the circuit's
 * @param since when it entered the state
 * @param nextAttemptAt when an open circuit lets a probe through; null unless open
 * @param thresholds the circuit's configuration
 * @param counts since the last reset
 * @param activeRequests attempts under way, on all replicas that report
 * @param lastRequestAt start of the latest attempt; null if there was none
 * @param lastFailureAt end of the latest failed attempt; null if there was none
 * @param lastError its message
 * @param observedAt of when this is, at most as old as the last change
 * @param firstSeenAt when it was first heard of
 */
public record ProviderStatus(
        String name,
        boolean present,
        boolean configured,
        CircuitState state,
        @Nullable ForcedState forced,
        long version,
        Instant since,
        @Nullable Instant nextAttemptAt,
        CircuitThresholds thresholds,
        CircuitCounts counts,
        long activeRequests,
        @Nullable Instant lastRequestAt,
        @Nullable Instant lastFailureAt,
        @Nullable String lastError,
        Instant observedAt,
        Instant firstSeenAt) {

    public HealthState health(Instant now) {
        return HealthState.of(state, since, thresholds, counts, now);
    }
}
