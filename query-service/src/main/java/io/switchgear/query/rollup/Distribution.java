package io.switchgear.query.rollup;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Sketches over a time range; values in microseconds.
 *
 * @param group value of the dimension grouped by; empty without one
 * @param bucket start of the step, for series; null otherwise
 * @param duration of the calls
 * @param firstToken of those that say when it came
 */
public record Distribution(String group, @Nullable Instant bucket, Sketch duration, Sketch firstToken) {

    /** Milliseconds. */
    public static @Nullable Double millis(Sketch sketch, double quantile) {
        Double micros = sketch.quantile(quantile);
        return micros == null ? null : micros / 1e3;
    }
}
