package io.switchgear.health.sample;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.LatencyBuckets;
import io.switchgear.common.circuit.Samples.Latency;
import io.switchgear.common.circuit.Samples.MemberSample;
import io.switchgear.common.circuit.Samples.Outcome;

/**
 * Attempts to add to a minute or an hour.
 *
 * @param key whose they are
 * @param requests ended attempts
 * @param successes of these
 * @param latencyMinMs shortest
 * @param latencyMaxMs longest
 * @param latencyBuckets see {@link LatencyBuckets}
 */
record Bucket(
        Key key,
        long requests,
        long successes,
        long latencySumMs,
        long latencyMinMs,
        long latencyMaxMs,
        Map<Integer, Long> latencyBuckets) {

    /**
     * What a bucket belongs to.
     *
     * @param group the pool; null for a provider on the whole
     * @param model the target's own; empty for the one that was asked for
     * @param granularity {@code minute} or {@code hour}
     * @param at its start
     */
    record Key(
            UUID workspaceId, @Nullable String group, String provider, String model, String granularity, Instant at) {}

    static Bucket ofProvider(UUID workspace, String provider, String granularity, Outcome outcome) {
        Instant at = outcome.firstAt().truncatedTo(granularity.equals("hour") ? ChronoUnit.HOURS : ChronoUnit.MINUTES);
        Latency latency = outcome.latency();
        return new Bucket(
                new Key(workspace, null, provider, "", granularity, at),
                outcome.count(),
                outcome.category() == null ? outcome.count() : 0,
                latency.sumMs(),
                latency.minMs(),
                latency.maxMs(),
                histogram(latency, outcome.count()));
    }

    static Bucket ofMember(UUID workspace, String group, MemberSample member, Instant at) {
        String model = member.model() == null ? "" : member.model();
        Latency latency = member.latency();
        return new Bucket(
                new Key(workspace, group, member.provider(), model, "hour", at.truncatedTo(ChronoUnit.HOURS)),
                member.total(),
                member.successes(),
                latency.sumMs(),
                latency.minMs(),
                latency.maxMs(),
                Map.of());
    }

    long failures() {
        return requests - successes;
    }

    Bucket plus(Bucket other) {
        var merged = new HashMap<>(latencyBuckets);
        other.latencyBuckets.forEach((index, count) -> merged.merge(index, count, Long::sum));
        return new Bucket(
                key,
                requests + other.requests,
                successes + other.successes,
                latencySumMs + other.latencySumMs,
                Math.min(latencyMinMs, other.latencyMinMs),
                Math.max(latencyMaxMs, other.latencyMaxMs),
                merged);
    }

    /** Where all took equally long, as a single one does, no histogram needs to be sent. */
    private static Map<Integer, Long> histogram(Latency latency, long count) {
        return latency.buckets().isEmpty() && latency.minMs() == latency.maxMs()
                ? Map.of(LatencyBuckets.index(latency.minMs()), count)
                : latency.buckets();
    }
}
