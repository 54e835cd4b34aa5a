package io.switchgear.common.circuit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /internal/v1/samples}: what one router replica saw since its last sample, and the state of everything it
 * knows. Identified by replica and sequence: sent twice, it is one. Counts in {@code outcomes} and {@code members} are of
 * this interval only; everything else is the state at its end.
 *
 * @param replica the router replica; unique per start of the process
 * @param sequence of this replica, rising by one
 * @param at end of the interval
 * @param intervalMs its length
 * @param providers every provider and every name that has a circuit, traffic or not
 * @param groups every pool
 */
public record Samples(
        String replica,
        long sequence,
        Instant at,
        long intervalMs,
        List<ProviderSample> providers,
        List<GroupSample> groups) {

    /**
     * A provider.
     *
     * @param workspaceId the tenant
     * @param provider its registered name
     * @param configured false for a name that a pool uses but nobody registered
     * @param state the circuit's
     * @param forced the pinned state; null for none
     * @param version the circuit's
     * @param since when it entered the state
     * @param nextAttemptAt when an open circuit lets a probe through; null unless open
     * @param thresholds the circuit's configuration
     * @param counts since the last reset
     * @param activeRequests attempts under way on this replica
     * @param lastRequestAt start of the latest attempt; null if there was none
     * @param lastFailureAt end of the latest failed attempt; null if there was none
     * @param lastError its message
     * @param outcomes ended attempts of the interval, grouped; empty if there were none
     * @param probes each of the interval's probes, which are no attempts; an older sender leaves them out
     */
    public record ProviderSample(
            UUID workspaceId,
            String provider,
            boolean configured,
            CircuitState state,
            @Nullable ForcedState forced,
            long version,
            Instant since,
            @Nullable Instant nextAttemptAt,
            CircuitThresholds thresholds,
            CircuitCounts counts,
            long activeRequests,
            @Nullable Instant lastRequestAt,
            @Nullable Instant lastFailureAt,
            @Nullable String lastError,
            List<Outcome> outcomes,
            List<Outcome> probes) {

        public ProviderSample {
            probes = probes == null ? List.of() : probes;
        }
    }

    /**
     * Attempts that ended alike.
     *
     * @param category null for successes
     * @param count how many
     * @param error the first one's message; null for successes of attempts
     * @param traceId the first one's trace, 32 hex digits
     * @param latency of all of them
     * @param firstAt when the first one ended
     * @param lastAt when the last one ended
     */
    public record Outcome(
            @Nullable FailureCategory category,
            long count,
            @Nullable String error,
            @Nullable String traceId,
            Latency latency,
            Instant firstAt,
            Instant lastAt) {}

    /**
     * Latencies in milliseconds.
     *
     * @param sumMs of all
     * @param minMs shortest; 0 if there were none
     * @param maxMs longest; 0 if there were none
     * @param buckets how many fell into each of {@link LatencyBuckets}, from which percentiles are told; empty if not counted
     */
    public record Latency(long sumMs, long minMs, long maxMs, Map<Integer, Long> buckets) {

        public Latency(long sumMs, long minMs, long maxMs, @Nullable Map<Integer, Long> buckets) {
            this.sumMs = sumMs;
            this.minMs = minMs;
            this.maxMs = maxMs;
            this.buckets = buckets == null ? Map.of() : Map.copyOf(buckets);
        }

        public Latency(long sumMs, long minMs, long maxMs) {
            this(sumMs, minMs, maxMs, Map.of());
        }
    }

    /**
     * A pool.
     *
     * @param workspaceId the tenant
     * @param groupName the pool's name
     * @param strategy as configured
     * @param members in configured order
     */
    public record GroupSample(UUID workspaceId, String groupName, String strategy, List<MemberSample> members) {}

    /**
     * A target of a pool.
     *
     * @param provider the registered name
     * @param model the target's own model; null for the one that was asked for
     * @param weight as configured
     * @param available whether it would get traffic now
     * @param activeRequests attempts under way on this replica
     * @param total attempts that ended in the interval
     * @param successes of these
     * @param failures of these
     * @param latency of these
     * @param lastRequestAt start of the latest attempt; null if there was none
     */
    public record MemberSample(
            String provider,
            @Nullable String model,
            double weight,
            boolean available,
            long activeRequests,
            long total,
            long successes,
            long failures,
            Latency latency,
            @Nullable Instant lastRequestAt) {}
}
