package io.switchgear.local.process;

import java.time.Duration;

/**
 * How long to wait before a part is started again: doubling from a second to half a minute, from the beginning once it has
 * run for a while.
 *
 * @param failures in a row
 */
record Backoff(int failures) {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);

    static final Backoff NONE = new Backoff(0);

    Backoff afterRunning(Duration uptime) {
        return new Backoff(uptime.compareTo(STEADY) >= 0 ? 1 : failures + 1);
    }

    Duration delay() {
        var doubled = FIRST.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 10));
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
