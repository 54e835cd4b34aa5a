package io.switchgear.router.conduct;

import java.time.Instant;
import java.util.Arrays;

/**
 * How many of a pool's requests of the last 10 seconds may be retries on the same target: a share, and a few in any case (the idea is
 * Finagle's RetryBudget). Also grants second attempts in parallel, a share of all requests. Thread-safe.
 */
public final class RetryBudget {

    private static final int SECONDS = 10;

    /** Hedges that are saved up in quiet times. */
    private static final double HEDGES_SAVED = 10;

    private final long[] seconds = new long[SECONDS];
    private final int[] requests = new int[SECONDS];
    private final int[] retries = new int[SECONDS];
    private double hedges;

    /** A request came, of which {@code hedgeShare} may be hedged. */
    public synchronized void requested(Instant now, double hedgeShare) {
        requests[slot(now)]++;
        hedges = Math.min(HEDGES_SAVED, hedges + hedgeShare);
    }

    /** Whether another retry is within {@code share} of the requests, or below {@code floor}. */
    public synchronized boolean allows(Instant now, double share, int floor) {
        slot(now);
        return sum(retries) < Math.max(floor, (int) (share * sum(requests)));
    }

    public synchronized void spend(Instant now) {
        retries[slot(now)]++;
    }

    /** Takes one of the hedges that requests have earned; false if there is none. */
    public synchronized boolean hedge() {
        if (hedges < 1 - 1e-9) {
            return false;
        }
        hedges--;
        return true;
    }

    private static int sum(int[] counts) {
        return Arrays.stream(counts).sum();
    }

    /** This second's; those that have become too old are emptied. */
    private int slot(Instant now) {
        long second = now.getEpochSecond();
        for (int i = 0; i < SECONDS; i++) {
            if (seconds[i] <= second - SECONDS) {
                requests[i] = 0;
                retries[i] = 0;
            }
        }
        int slot = Math.floorMod(second, SECONDS);
        if (seconds[slot] != second && seconds[slot] <= second - SECONDS) {
            seconds[slot] = second;
        }
        return slot;
    }
}
