package io.switchgear.health.status;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A pool's target as it was last reported.
 *
 * @param model the target's own; empty for the one that was asked for
 * @param available whether it would get traffic
 * @param activeRequests attempts under way, on all replicas that report
 * @param lastRequestAt start of the latest attempt; null if there was none
 */
public record PoolTarget(
        String groupName,
        String strategy,
        String provider,
        String model,
        double weight,
        boolean available,
        long activeRequests,
        @Nullable Instant lastRequestAt) {}
