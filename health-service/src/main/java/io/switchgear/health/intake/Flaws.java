package io.switchgear.health.intake;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Checks that entries of every kind share; each returns what is wrong, or null. */
public final class Flaws {

    /** How far a router's clock may be ahead of ours. */
    public static final Duration FUTURE = Duration.ofMinutes(5);

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_TEXT = 2_000;

    /** Above any count or time that is true; sums of these still fit a bigint. */
    private static final long LARGEST = 1_000_000_000_000L;

    private Flaws() {}

    public static @Nullable String name(String field, @Nullable String name) {
        if (name == null || name.isBlank()) {
            return field + " is missing";
        }
        if (name.length() > LONGEST_NAME) {
            return field + " is longer than " + LONGEST_NAME + " characters";
        }
        return name.chars().anyMatch(Character::isISOControl) ? field + " has control characters" : null;
    }

    public static @Nullable String missing(String field, @Nullable Object value) {
        return value == null ? field + " is missing" : null;
    }

    public static @Nullable String amount(String field, long value) {
        return value < 0 || value > LARGEST ? field + " is out of bounds" : null;
    }

    /** @param oldest first instant that is still kept */
    public static @Nullable String time(String field, @Nullable Instant time, Instant oldest, Instant now) {
        if (time == null) {
            return field + " is missing";
        }
        if (time.isAfter(now.plus(FUTURE))) {
            return field + " is more than " + FUTURE.toMinutes() + " minutes in the future";
        }
        return time.isBefore(oldest) ? field + " is older than what is kept" : null;
    }

    /** The first flaw of several checks. */
    public static @Nullable String first(@Nullable String... flaws) {
        for (String flaw : flaws) {
            if (flaw != null) {
                return flaw;
            }
        }
        return null;
    }

    /** Free text as PostgreSQL can keep it: no NUL, of bounded length. */
    public static @Nullable String clean(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT);
    }
}
