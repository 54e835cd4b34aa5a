package io.switchgear.common.circuit;

import org.jspecify.annotations.Nullable;

/**
 * A circuit's configuration, also kept with each event as it was at that time.
 *
 * @param failureThreshold consecutive failures that open, 1–1000
 * @param resetTimeoutMs how long it stays open before a probe, 100–3,600,000
 * @param minHealthyPeriodMs after closing: how long it counts as degraded and reopens at the first failure, 0–3,600,000
 * @param requestLimit calls let through while half-open, 1–1000
 * @param failureRateThreshold percent of failed calls that open, once there were {@code minimumCalls}
 * @param slowCallRateThreshold percent of slow calls that open, likewise
 * @param slowCallDurationMs from which a call is slow
 * @param firstTokenTimeoutMs time to first token from which a streamed call is slow; null for off
 * @param minimumCalls calls in the window before a rate says anything
 */
public record CircuitThresholds(
        int failureThreshold,
        long resetTimeoutMs,
        long minHealthyPeriodMs,
        int requestLimit,
        double failureRateThreshold,
        double slowCallRateThreshold,
        long slowCallDurationMs,
        @Nullable Long firstTokenTimeoutMs,
        int minimumCalls) {

    public static final CircuitThresholds DEFAULTS =
            new CircuitThresholds(3, 30_000, 60_000, 1, 50, 100, 60_000, null, 20);
}
