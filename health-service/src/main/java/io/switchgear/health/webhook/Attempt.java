package io.switchgear.health.webhook;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How an attempt to deliver ended.
 *
 * @param statusCode null if there was no answer
 * @param error null for an answer
 * @param duration of the attempt
 * @param retryAfter what the receiver asked for; null if nothing
 */
record Attempt(
        @Nullable Integer statusCode,
        @Nullable String error,
        Duration duration,
        @Nullable Duration retryAfter) {

    private static final int GONE = 410;
    private static final Duration LONGEST_WISH = Duration.ofDays(1);

    boolean succeeded() {
        return statusCode != null && statusCode >= 200 && statusCode < 300;
    }

    /** The receiver wants nothing more, ever. */
    boolean isGone() {
        return statusCode != null && statusCode == GONE;
    }

    /** Why it failed, for people; null if it did not. */
    @Nullable
    String failure() {
        return succeeded() ? null : error != null ? error : "answered " + statusCode;
    }

    /**
     * When to try again after this failure.
     *
     * @param number of this attempt, from 1
     * @param waits after each attempt
     * @return null if it is not to be tried again
     */
    @Nullable
    Duration next(int number, List<Duration> waits) {
        if (isGone() || number > waits.size()) {
            return null;
        }
        Duration wait = waits.get(number - 1);
        Duration wish = retryAfter == null ? Duration.ZERO : retryAfter;
        Duration bounded = wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
        return bounded.compareTo(wait) > 0 ? bounded : wait;
    }
}
