package io.switchgear.health.listing;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.paging.TimeRange;
import io.switchgear.common.problem.ProblemException;

/** A range in which something may have happened already. */
public final class PastRange {

    private PastRange() {}

    /**
     * As {@link TimeRange#parse}, for what is recorded.
     *
     * @throws ProblemException 400 also for a range that begins in the future
     */
    public static TimeRange parse(@Nullable String range, @Nullable String from, @Nullable String to, Instant now) {
        TimeRange parsed = TimeRange.parse(range, from, to, now);
        if (parsed.from().isAfter(now)) {
            throw ProblemException.badRequest("bad_range", "'from' is in the future.");
        }
        return parsed;
    }
}
