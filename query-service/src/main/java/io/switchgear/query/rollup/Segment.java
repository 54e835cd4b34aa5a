package io.switchgear.query.rollup;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a time range that is read from rollups of one grain.
 *
 * @param grain {@code day}, {@code hour} or {@code minute}
 * @param from first bucket
 * @param to first bucket after
 */
record Segment(String grain, Instant from, Instant to) {

    /** Whole days, else whole hours, else minutes: five segments at most, that do not overlap and together are the range. */
    static List<Segment> of(Instant from, Instant to) {
        return split(from, to, ChronoUnit.DAYS);
    }

    /** The same without buckets longer than {@code step}, whose multiples since the epoch are where steps begin: for series. */
    static List<Segment> of(Instant from, Instant to, Duration step) {
        ChronoUnit largest = consistsOf(step, ChronoUnit.DAYS)
                ? ChronoUnit.DAYS
                : consistsOf(step, ChronoUnit.HOURS) ? ChronoUnit.HOURS : ChronoUnit.MINUTES;
        return split(from, to, largest);
    }

    private static boolean consistsOf(Duration step, ChronoUnit unit) {
        return step.toMillis() % unit.getDuration().toMillis() == 0;
    }

    private static List<Segment> split(Instant from, Instant to, ChronoUnit unit) {
        var segments = new ArrayList<Segment>();
        if (!from.isBefore(to)) {
            return segments;
        }
        if (unit == ChronoUnit.MINUTES) {
            segments.add(new Segment("minute", from, to));
            return segments;
        }
        ChronoUnit smaller = unit == ChronoUnit.DAYS ? ChronoUnit.HOURS : ChronoUnit.MINUTES;
        Instant first = ceil(from, unit);
        Instant last = to.truncatedTo(unit);
        if (!first.isBefore(last)) {
            return split(from, to, smaller);
        }
        segments.addAll(split(from, first, smaller));
        segments.add(new Segment(unit == ChronoUnit.DAYS ? "day" : "hour", first, last));
        segments.addAll(split(last, to, smaller));
        return segments;
    }

    private static Instant ceil(Instant time, ChronoUnit unit) {
        Instant floor = time.truncatedTo(unit);
        return floor.equals(time) ? floor : floor.plus(unit.getDuration());
    }
}
