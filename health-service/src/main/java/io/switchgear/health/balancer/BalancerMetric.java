package io.switchgear.health.balancer;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a pool's target got in an hour, a day or a month (UTC).
 *
 * @param at start of that time
 * @param granularity {@code hour}, {@code day} or {@code month}
 * @param groupName the pool
 * @param provider the target's
 * @param model the target's own; null for the one that was asked for
 * @param requests ended attempts
 * @param successes of these
 * @param failures of these
 * @param successRate percent; null without requests
 * @param avgLatencyMs null without requests
 * @param share percent of the pool's requests in that time
 */
record BalancerMetric(
        Instant at,
        String granularity,
        String groupName,
        String provider,
        @Nullable String model,
        long requests,
        long successes,
        long failures,
        @Nullable Double successRate,
        @Nullable Double avgLatencyMs,
        long minLatencyMs,
        long maxLatencyMs,
        @Nullable Double share) {}
