package io.switchgear.router.stats;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What the requests of one arm of a split pool came to since the process started. */
public final class ArmTraffic {

    private final Latencies latencies = new Latencies();
    private long requests;
    private long failures;
    private Tally successes = Tally.NONE;
    private long nanoUsd;

    /**
     * Which arm of which pool.
     *
     * @param workspaceId the tenant
     * @param group the pool's name
     * @param arm {@code a} or {@code b}
     */
    public record Key(UUID workspaceId, String group, String arm) {}

    /**
     * The state at one moment.
     *
     * @param requests that ended
     * @param failures of these; callers' own mistakes are none
     * @param successes with their latency
     * @param percentiles of successes lately
     * @param nanoUsd cost in 10⁻⁹ USD, as far as it is known
     */
    record View(long requests, long failures, Tally successes, Latencies.Percentiles percentiles, long nanoUsd) {}

    /** @param cost in 10⁻⁹ USD; null if nobody knows */
    public synchronized void ended(boolean failed, long millis, @Nullable Long cost, Instant now) {
        requests++;
        if (failed) {
            failures++;
        } else {
            successes = successes.plus(millis);
            latencies.add(millis, now);
        }
        nanoUsd += cost == null ? 0 : cost;
    }

    synchronized View view(Instant now) {
        return new View(requests, failures, successes, latencies.percentiles(now), nanoUsd);
    }
}
