package io.switchgear.query.kpi;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.problem.ProblemException;
import io.switchgear.query.rollup.Distribution;
import io.switchgear.query.rollup.Sketch;
import io.switchgear.query.rollup.Totals;

/** What series can be drawn of. Either summed or out of sketches. */
@SuppressWarnings("ImmutableEnumChecker") // Functions without state.
enum SeriesMetric {
    REQUESTS("1", totals -> (double) totals.count()),
    ERRORS("1", totals -> (double) totals.errors()),
    ERROR_RATE("%", Totals::errorRate),
    LATENCY_AVG("ms", Totals::averageMillis),
    LATENCY_P50("ms", Distribution::duration, 0.5),
    LATENCY_P95("ms", Distribution::duration, 0.95),
    LATENCY_P99("ms", Distribution::duration, 0.99),
    FIRST_TOKEN_P50("ms", Distribution::firstToken, 0.5),
    FIRST_TOKEN_P95("ms", Distribution::firstToken, 0.95),
    INPUT_TOKENS("1", totals -> (double) totals.inputTokens()),
    OUTPUT_TOKENS("1", totals -> (double) totals.outputTokens()),
    COST_USD("USD", Totals::costUsd),
    QUALITY("1", Totals::averageQuality);

    private final String unit;
    private final @Nullable Function<Totals, @Nullable Double> summed;
    private final @Nullable Function<Distribution, Sketch> sketched;
    private final double quantile;

    SeriesMetric(String unit, Function<Totals, @Nullable Double> summed) {
        this.unit = unit;
        this.summed = summed;
        this.sketched = null;
        this.quantile = 0;
    }

    SeriesMetric(String unit, Function<Distribution, Sketch> sketched, double quantile) {
        this.unit = unit;
        this.summed = null;
        this.sketched = sketched;
        this.quantile = quantile;
    }

    /** {@code 1} for counts. */
    String unit() {
        return unit;
    }

    boolean isSketched() {
        return sketched != null;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Nullable
    Double of(Totals totals) {
        return summed == null ? null : summed.apply(totals);
    }

    @Nullable
    Double of(Distribution distribution) {
        return sketched == null ? null : Distribution.millis(sketched.apply(distribution), quantile);
    }

    /** Null if {@code name} names none. */
    static @Nullable SeriesMetric find(String name) {
        return Arrays.stream(values())
                .filter(metric -> metric.wire().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Of a name that is none of these, nor of an OTLP metric that has come in. */
    static ProblemException unknown() {
        return ProblemException.badRequest(
                "bad_metric",
                "metric must name an OTLP metric that has been received, or be one of "
                        + Arrays.stream(values()).map(SeriesMetric::wire).collect(Collectors.joining(", "))
                        + ".");
    }
}
