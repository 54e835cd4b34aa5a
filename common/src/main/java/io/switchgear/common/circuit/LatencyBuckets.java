package io.switchgear.common.circuit;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Latency histograms that can be added up over replicas, minutes and months, and tell percentiles within 1 %: bucket {@code i}
 * holds the latencies in (γ^(i−1), γ^i] milliseconds, the layout of DDSketch (Masson, Rim, Lee: DDSketch, VLDB 2019).
 */
public final class LatencyBuckets {

    private static final double ACCURACY = 0.01;
    private static final double GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
    private static final double LOG_GAMMA = Math.log(GAMMA);

    private LatencyBuckets() {}

    /** The bucket of a latency in milliseconds; everything up to 1 ms is in bucket 0. */
    public static int index(long ms) {
        return ms <= 1 ? 0 : (int) Math.ceil(Math.log(ms) / LOG_GAMMA);
    }

    /** The latency in milliseconds that stands for a bucket. */
    public static double value(int index) {
        return index == 0 ? 1 : 2 * Math.pow(GAMMA, index) / (GAMMA + 1);
    }

    /**
     * The latency in milliseconds that a share of all stay under; null if there are none.
     *
     * @param counts by bucket
     * @param quantile 0–1
     */
    public static @Nullable Double quantile(Map<Integer, Long> counts, double quantile) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        long rank = Math.max(1, (long) Math.ceil(quantile * total));
        long seen = 0;
        for (var bucket : new TreeMap<>(counts).entrySet()) {
            seen += bucket.getValue();
            if (seen >= rank) {
                return value(bucket.getKey());
            }
        }
        return null;
    }
}
