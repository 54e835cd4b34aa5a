package io.switchgear.health.prediction;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.health.operation.Operations;

/**
 * A provider's attempts in one minute.
 *
 * @param at its start
 */
public record Minute(Instant at, Operations operations) {

    double errorRate() {
        return 100.0 * operations.failures() / operations.requests();
    }

    /**
     * The latency that a circuit's slow-call rate is about: that share of the calls takes at least so long, in milliseconds. Null
     * without a histogram.
     */
    @Nullable
    Double slowLatency(CircuitThresholds thresholds) {
        return operations.quantileMs(Math.clamp(1 - thresholds.slowCallRateThreshold() / 100, 0.05, 0.95));
    }
}
