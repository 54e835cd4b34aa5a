package io.switchgear.query.workload;

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
 * @param replicas of the workload of this name; null where action-engine knows none, or does not answer
 */
record ServiceStatus(
        String name,
        String status,
        long requests,
        double requestsPerMinute,
        @Nullable Double errorRate,
        @Nullable Double p95Ms,
        @Nullable Instant lastSeen,
        @Nullable Replicas replicas) {

    /**
     * Of all workloads of one name together.
     *
     * @param wanted how many there should be
     * @param ready how many pass their probes
     */
    record Replicas(int wanted, int ready) {

        Replicas and(Replicas other) {
            return new Replicas(wanted + other.wanted, ready + other.ready);
        }
    }
}
