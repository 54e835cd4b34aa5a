package io.switchgear.router.stats;

import java.time.Duration;
import java.time.Instant;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;

/**
 * Latencies of the last 5 to 10 minutes as two sketches of 1 % relative error (Masson et al., DDSketch, VLDB 2019). Not
 * thread-safe.
 */
final class Latencies {

    private static final Duration PERIOD = Duration.ofMinutes(5);

    private DDSketch former = DDSketches.unboundedDense(0.01);
    private DDSketch current = DDSketches.unboundedDense(0.01);
    private Instant began = Instant.EPOCH;

    /**
     * Percentiles.
     *
     * @param p50 in milliseconds; null if there was nothing lately
     * @param p95 likewise
     * @param p99 likewise
     */
    record Percentiles(
            @org.jspecify.annotations.Nullable Double p50,
            @org.jspecify.annotations.Nullable Double p95,
            @org.jspecify.annotations.Nullable Double p99) {}

    void add(long millis, Instant now) {
        rotate(now);
        current.accept(millis);
    }

    Percentiles percentiles(Instant now) {
        rotate(now);
        DDSketch all = current.copy();
        all.mergeWith(former);
        if (all.isEmpty()) {
            return new Percentiles(null, null, null);
        }
        double[] values = all.getValuesAtQuantiles(new double[] {0.5, 0.95, 0.99});
        return new Percentiles(round(values[0]), round(values[1]), round(values[2]));
    }

    double count(Instant now) {
        rotate(now);
        return current.getCount() + former.getCount();
    }

    private void rotate(Instant now) {
        Duration age = Duration.between(began, now);
        if (age.compareTo(PERIOD) < 0) {
            return;
        }
        former = age.compareTo(PERIOD.multipliedBy(2)) < 0 ? current : DDSketches.unboundedDense(0.01);
        current = DDSketches.unboundedDense(0.01);
        began = now;
    }

    private static double round(double millis) {
        return Math.round(millis * 10) / 10.0;
    }
}
