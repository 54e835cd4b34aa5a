package io.switchgear.common.paging;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.problem.ProblemException;

/**
 * A half-open span of time, aligned to the minute.
 *
 * @param label {@code 1h}, {@code 24h}, {@code 7d}, {@code 30d} or {@code custom}
 * @param from first instant inside
 * @param to first instant after
 */
public record TimeRange(String label, Instant from, Instant to) {

    private static final Map<String, Duration> NAMED = Map.of(
            "1h", Duration.ofHours(1),
            "24h", Duration.ofHours(24),
            "7d", Duration.ofDays(7),
            "30d", Duration.ofDays(30));

    /** Longest custom range. */
    private static final Duration LONGEST = Duration.ofDays(400);

    /**
     * The range that a query names: {@code from} and {@code to} (RFC 3339) instead of {@code range} (default 24h). The end of a
     * named range is the end of the current minute, so that what has just happened is in it.
     *
     * @throws ProblemException 400 for an unknown range, an unreadable time, or an inverted or overlong span
     */
    public static TimeRange parse(@Nullable String range, @Nullable String from, @Nullable String to, Instant now) {
        if (from != null || to != null) {
            if (range != null) {
                throw bad("Give either range, or from and to.");
            }
            return custom(from, to, now);
        }
        String label = range == null ? "24h" : range;
        Duration length = NAMED.get(label);
        if (length == null) {
            throw bad("The range '" + label + "' is unknown; use 1h, 24h, 7d or 30d, or from and to.");
        }
        Instant end = ceilToMinute(now);
        return new TimeRange(label, end.minus(length), end);
    }

    private static TimeRange custom(@Nullable String from, @Nullable String to, Instant now) {
        Instant end = to == null ? ceilToMinute(now) : ceilToMinute(instant("to", to));
        Instant start = from == null
                ? end.minus(Duration.ofHours(24))
                : instant("from", from).truncatedTo(ChronoUnit.MINUTES);
        if (!start.isBefore(end)) {
            throw bad("'from' must be before 'to'.");
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw bad("The span between 'from' and 'to' is longer than " + LONGEST.toDays() + " days.");
        }
        return new TimeRange("custom", start, end);
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** The period of equal length just before this one. */
    public TimeRange previous() {
        return new TimeRange(label, from.minus(length()), from);
    }

    private static Instant instant(String name, String text) {
        try {
            return java.time.OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw bad("'" + name + "' is not an RFC 3339 time such as 2026-01-31T12:00:00Z.");
        }
    }

    private static Instant ceilToMinute(Instant time) {
        Instant floor = time.truncatedTo(ChronoUnit.MINUTES);
        return floor.equals(time) ? floor : floor.plus(1, ChronoUnit.MINUTES);
    }

    private static ProblemException bad(String detail) {
        return ProblemException.badRequest("bad_range", detail);
    }
}
