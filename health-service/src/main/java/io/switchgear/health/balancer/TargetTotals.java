package io.switchgear.health.balancer;

import org.jspecify.annotations.Nullable;

/**
 * What a pool's target got over some time.
 *
 * @param model the target's own; empty for the one that was asked for
 * @param requests ended attempts
 * @param successes of these
 * @param latencySumMs of all
 */
public record TargetTotals(
        String groupName, String provider, String model, long requests, long successes, long latencySumMs) {

    /** In milliseconds; null without requests. */
    public @Nullable Double averageMs() {
        return requests == 0 ? null : (double) latencySumMs / requests;
    }
}
