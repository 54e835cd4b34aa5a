package io.switchgear.query.kpi;

import org.jspecify.annotations.Nullable;

/**
 * A key figure, and how it moved.
 *
 * @param value of the period asked for; null if there is none
 * @param change in percent of the period of equal length before; null if that was 0 or null
 * @param trend {@code up}, {@code down} or {@code flat}
 */
record Kpi(@Nullable Double value, @Nullable Double change, String trend) {

    /** Less is noise of floating point. */
    private static final double FLAT = 1e-9;

    static Kpi of(@Nullable Double value, @Nullable Double previous) {
        Double change = value == null || previous == null || previous == 0 ? null : 100 * (value - previous) / previous;
        return new Kpi(value, change, trend(value, previous));
    }

    /** Something after nothing is up; where a value is missing nothing is said. */
    private static String trend(@Nullable Double value, @Nullable Double previous) {
        if (value == null || previous == null || Math.abs(value - previous) <= FLAT * Math.abs(previous)) {
            return "flat";
        }
        return value > previous ? "up" : "down";
    }
}
