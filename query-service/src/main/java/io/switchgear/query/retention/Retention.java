package io.switchgear.query.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How long a workspace's telemetry is kept.
 *
 * @param spansDays days that spans, traces and metric points are kept, and how late a span may arrive; 1–90
 * @param rollupsDays days that rollups are kept; 1–800
 * @param revision grows by one with each change; 0 for the defaults
 */
public record Retention(int spansDays, int rollupsDays, long revision) {

    /** Spans 30 days, rollups 13 months. */
    public static final Retention DEFAULT = new Retention(30, 396, 0);

    public static final int MAX_SPANS_DAYS = 90;
    public static final int MAX_ROLLUPS_DAYS = 800;

    /** Start of the UTC day of the oldest span that is kept. */
    public Instant oldestSpan(Instant now) {
        return now.minus(Duration.ofDays(spansDays)).truncatedTo(ChronoUnit.DAYS);
    }

    /** Start of the UTC day of the oldest rollup that is kept. */
    public Instant oldestRollup(Instant now) {
        return now.minus(Duration.ofDays(rollupsDays)).truncatedTo(ChronoUnit.DAYS);
    }
}
