package io.switchgear.health.operation;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.LatencyBuckets;

/**
 * Attempts at one provider over some time.
 *
 * @param requests ended attempts
 * @param successes of these
 * @param latencySumMs of all
 * @param latencyBuckets see {@link LatencyBuckets}
 */
public record Operations(long requests, long successes, long latencySumMs, Map<Integer, Long> latencyBuckets) {

    public static final Operations NONE = new Operations(0, 0, 0, Map.of());

    public long failures() {
        return requests - successes;
    }

    /** In milliseconds; null without requests. */
    public @Nullable Double averageMs() {
        return requests == 0 ? null : (double) latencySumMs / requests;
    }

    /** In milliseconds, within 1 %; null unless the histogram holds all of them: a part of them would mislead. */
    public @Nullable Double quantileMs(double quantile) {
        long known = latencyBuckets.values().stream().mapToLong(Long::longValue).sum();
        return known < requests ? null : LatencyBuckets.quantile(latencyBuckets, quantile);
    }

    /** Percent; null without requests. */
    public @Nullable Double successRate() {
        return requests == 0 ? null : 100.0 * successes / requests;
    }
}
