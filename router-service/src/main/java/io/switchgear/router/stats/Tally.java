package io.switchgear.router.stats;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.Samples.Latency;

/**
 * Attempts of one kind.
 *
 * @param count how many
 * @param sumMs their latencies together
 * @param minMs shortest; 0 if there were none
 * @param maxMs longest
 */
record Tally(long count, long sumMs, long minMs, long maxMs) {

    static final Tally NONE = new Tally(0, 0, 0, 0);

    Tally plus(long millis) {
        return new Tally(
                count + 1, sumMs + millis, count == 0 ? millis : Math.min(minMs, millis), Math.max(maxMs, millis));
    }

    Latency latency() {
        return latency(Map.of());
    }

    /** The same with a histogram; see {@link io.switchgear.common.circuit.LatencyBuckets}. */
    Latency latency(Map<Integer, Long> buckets) {
        return new Latency(sumMs, minMs, maxMs, buckets);
    }

    @Nullable
    Double average() {
        return count == 0 ? null : Math.round(10.0 * sumMs / count) / 10.0;
    }
}
