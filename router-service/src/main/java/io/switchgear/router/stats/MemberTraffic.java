package io.switchgear.router.stats;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What a target of a pool has done since the process started, and since the last sample. */
public final class MemberTraffic {

    /** Time after which an old latency has lost ⅔ of its weight. */
    private static final double DECAY_MS = 10_000;

    private final Latencies latencies = new Latencies();
    private int active;
    private long total;
    private long failures;
    private Tally successes = Tally.NONE;
    private Tally intervalAll = Tally.NONE;
    private long intervalSuccesses;
    private long intervalFailures;
    private double ewmaMs;
    private Instant ewmaAt = Instant.EPOCH;
    private @Nullable Instant lastRequestAt;

    /**
     * The state at one moment.
     *
     * @param active attempts under way
     * @param total attempts that ended
     * @param successes of these
     * @param failures of these
     * @param average latency of successes in milliseconds; null if there were none
     * @param min likewise
     * @param max likewise
     * @param percentiles of successes lately
     * @param lastRequestAt start of the latest attempt
     */
    record View(
            int active,
            long total,
            long successes,
            long failures,
            @Nullable Double average,
            @Nullable Long min,
            @Nullable Long max,
            Latencies.Percentiles percentiles,
            @Nullable Instant lastRequestAt) {}

    /**
     * What happened since the last interval was taken.
     *
     * @param active attempts under way
     * @param all attempts that ended
     * @param successes of these
     * @param failures of these
     * @param lastRequestAt start of the latest attempt
     */
    record Interval(
            int active,
            Tally all,
            long successes,
            long failures,
            @Nullable Instant lastRequestAt) {}

    /** What a strategy wants to know: attempts under way, and peak EWMA of the latency in milliseconds, 0 if unknown. */
    public record Load(int active, double ewmaMs) {}

    synchronized void began(Instant at) {
        active++;
        lastRequestAt = at;
    }

    synchronized void ended(Ending ending) {
        active--;
        if (!ending.counted()) {
            return;
        }
        total++;
        intervalAll = intervalAll.plus(ending.latencyMs());
        if (ending.success()) {
            successes = successes.plus(ending.latencyMs());
            intervalSuccesses++;
            latencies.add(ending.latencyMs(), ending.at());
        } else {
            failures++;
            intervalFailures++;
        }
        // A quick failure must not make a target look quick.
        observe(ending.success() ? ending.latencyMs() : Math.max(ending.latencyMs(), Math.round(ewmaMs)), ending.at());
    }

    /** Jumps up with each peak and forgets it slowly (Twitter Finagle's Peak EWMA). */
    private void observe(long millis, Instant now) {
        double elapsed = Math.max(0, Duration.between(ewmaAt, now).toMillis());
        double keep = Math.exp(-elapsed / DECAY_MS);
        ewmaMs = millis > ewmaMs ? millis : ewmaMs * keep + millis * (1 - keep);
        ewmaAt = now;
    }

    public synchronized Load load() {
        return new Load(active, ewmaMs);
    }

    synchronized View view(Instant now) {
        boolean none = successes.count() == 0;
        return new View(
                active,
                total,
                successes.count(),
                failures,
                successes.average(),
                none ? null : successes.minMs(),
                none ? null : successes.maxMs(),
                latencies.percentiles(now),
                lastRequestAt);
    }

    synchronized Interval takeInterval() {
        var interval = new Interval(active, intervalAll, intervalSuccesses, intervalFailures, lastRequestAt);
        intervalAll = Tally.NONE;
        intervalSuccesses = 0;
        intervalFailures = 0;
        return interval;
    }
}
