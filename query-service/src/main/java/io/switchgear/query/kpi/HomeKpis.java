package io.switchgear.query.kpi;

import org.jspecify.annotations.Nullable;

import io.switchgear.query.rollup.Distribution;
import io.switchgear.query.rollup.Sketch;
import io.switchgear.query.rollup.Totals;

/**
 * The home dashboard's figures. Counts and cost are 0 without data, averages and rates null.
 *
 * @param range as asked for
 * @param totalRequests inferences, each counted once
 * @param avgLatencyMs milliseconds
 * @param errorRate percent of requests
 * @param totalCostUsd USD
 * @param avgQualityScore mean evaluation score
 * @param latency percentiles, within 1 %
 */
record HomeKpis(
        String range,
        Kpi totalRequests,
        Kpi avgLatencyMs,
        Kpi errorRate,
        Kpi totalCostUsd,
        Kpi avgQualityScore,
        Percentiles latency) {

    /** Milliseconds; null without data. */
    record Percentiles(
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99) {

        static Percentiles of(Sketch duration) {
            return new Percentiles(
                    Distribution.millis(duration, 0.5),
                    Distribution.millis(duration, 0.95),
                    Distribution.millis(duration, 0.99));
        }
    }

    static HomeKpis of(String range, Totals now, Totals before, Sketch duration) {
        return new HomeKpis(
                range,
                Kpi.of((double) now.count(), (double) before.count()),
                Kpi.of(now.averageMillis(), before.averageMillis()),
                Kpi.of(now.errorRate(), before.errorRate()),
                Kpi.of(now.costUsd(), before.costUsd()),
                Kpi.of(now.averageQuality(), before.averageQuality()),
                Percentiles.of(duration));
    }
}
