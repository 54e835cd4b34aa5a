package io.switchgear.health.dashboard;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitCounts;
import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.ForcedState;
import io.switchgear.health.prediction.Prediction;
import io.switchgear.health.status.HealthState;

/**
 * The Health page. Circuits are live; what is added up over a day is at most 5 s old.
 *
 * @param providers that the router knows, by name
 * @param groups pools, by name
 */
record HealthDashboard(Summary summary, List<Provider> providers, List<Group> groups, Instant generatedAt) {

    /**
     * Providers by state of their circuit.
     *
     * @param healthy closed
     * @param unhealthy open
     * @param testing half-open
     */
    record Summary(int total, int healthy, int unhealthy, int testing) {}

    /**
     * A provider.
     *
     * @param configured false for a name that a pool uses but nobody registered
     * @param counts since the circuit's last reset
     * @param activeRequests under way now
     * @param reliability score 0–100 over the latest 24 h; null if nothing is known
     * @param lastDay attempts of the latest 24 h
     * @param groups names of the pools it is in
     * @param observedAt when the router last reported a change of it
     * @param prediction that its circuit will open within minutes; null without reason to expect it, or without enough data
     */
    record Provider(
            String name,
            HealthState status,
            boolean configured,
            Circuit circuit,
            CircuitCounts counts,
            long activeRequests,
            @Nullable Instant lastRequestAt,
            @Nullable Double reliability,
            Traffic lastDay,
            List<String> groups,
            Instant observedAt,
            @Nullable Prediction prediction) {}

    /**
     * A circuit.
     *
     * @param forced the pinned state; null for none
     * @param since when it entered the state
     * @param nextAttemptAt when an open one lets a probe through; null unless open
     */
    record Circuit(
            CircuitState state,
            @Nullable ForcedState forced,
            long version,
            Instant since,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant lastFailureAt,
            @Nullable String lastError,
            CircuitThresholds thresholds) {}

    /**
     * Ended attempts.
     *
     * @param successRate percent; null without requests
     * @param avgLatencyMs null without requests
     * @param p95LatencyMs within 1 %; null if unknown
     */
    record Traffic(
            long requests,
            long successes,
            long failures,
            @Nullable Double successRate,
            @Nullable Double avgLatencyMs,
            @Nullable Double p95LatencyMs) {}

    /** A pool. */
    record Group(String groupName, String strategy, List<Target> providers) {}

    /**
     * A pool's target; counts are those of the latest 24 h.
     *
     * @param model the target's own; null for the one that was asked for
     * @param available whether it would get traffic now
     * @param health of its provider
     * @param share percent of the pool's requests; null without any
     */
    record Target(
            String name,
            @Nullable String model,
            double weight,
            boolean available,
            HealthState health,
            long activeRequests,
            long totalRequests,
            long successes,
            long failures,
            @Nullable Double avgLatencyMs,
            @Nullable Double share,
            @Nullable Instant lastRequestAt) {}
}
