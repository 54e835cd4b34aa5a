package io.switchgear.router.administration;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.ForcedState;
import io.switchgear.router.circuit.Circuit;

/**
 * A circuit as it is now.
 *
 * @param name the provider's
 * @param configured whether the provider is registered
 * @param state whether calls go through
 * @param forced the pinned state; null for none
 * @param total attempts that ended since the last reset
 * @param failures of these
 * @param successes of these
 * @param consecutiveFailures at the end of the sequence
 * @param rejected calls that were not let through
 * @param incidents how often it has opened
 * @param thresholds its configuration
 * @param since when it entered the state
 * @param nextAttemptAt when an open circuit lets a probe through; null unless open by itself
 * @param version number of its last event
 */
record CircuitView(
        String name,
        boolean configured,
        CircuitState state,
        @Nullable ForcedState forced,
        long total,
        long failures,
        long successes,
        int consecutiveFailures,
        long rejected,
        long incidents,
        CircuitThresholds thresholds,
        Instant since,
        @Nullable Instant nextAttemptAt,
        long version) {

    static CircuitView of(String name, boolean configured, Circuit circuit) {
        var counts = circuit.counts();
        return new CircuitView(
                name,
                configured,
                circuit.state(),
                circuit.forced(),
                counts.total(),
                counts.failures(),
                counts.successes(),
                counts.consecutiveFailures(),
                counts.rejected(),
                counts.incidents(),
                circuit.thresholds(),
                circuit.since(),
                circuit.gate().nextAttemptAt(),
                circuit.version());
    }
}
