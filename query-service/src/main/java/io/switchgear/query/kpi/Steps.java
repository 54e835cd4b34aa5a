package io.switchgear.query.kpi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long a step of a series is: 60 to 120 of them make up a range of an hour or longer. Steps begin at multiples of their length
 * since the epoch, so that long ones are read from rollups of hours and days.
 */
final class Steps {

    private static final int MOST = 120;
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1));

    private Steps() {}

    static Duration of(Duration range) {
        for (Duration length : LENGTHS) {
            if (range.dividedBy(length) <= MOST) {
                return length;
            }
        }
        return Duration.ofDays(4);
    }

    /** Where the step after that of {@code t} begins. */
    static Instant after(Instant t, Duration step) {
        long millis = step.toMillis();
        return Instant.ofEpochMilli((Math.floorDiv(t.toEpochMilli(), millis) + 1) * millis);
    }
}
