package io.switchgear.query.services;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A service that sends telemetry, over the range asked for.
 *
 * @param name {@code service.name}
 * @param status {@code healthy}, {@code degraded} or {@code critical}, by the error rate
 * @param requests entries into the service, or GenAI requests where it shows none
 * @param requestsPerMinute mean over the range
 * @param errorRate percent; null without requests
 * @param p95Ms 95th percentile of their duration, within 1 %
 * @param lastSeen start of the latest one
 */
record ServiceStatus(
        String name,
        String status,
        long requests,
        double requestsPerMinute,
        @Nullable Double errorRate,
        @Nullable Double p95Ms,
        @Nullable Instant lastSeen) {}
