package io.switchgear.health;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitCounts;
import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.common.circuit.ForcedState;
import io.switchgear.common.circuit.Samples;
import io.switchgear.common.circuit.Samples.GroupSample;
import io.switchgear.common.circuit.Samples.Latency;
import io.switchgear.common.circuit.Samples.MemberSample;
import io.switchgear.common.circuit.Samples.Outcome;
import io.switchgear.common.circuit.Samples.ProviderSample;

/** A router replica as its health reports show it. */
public final class Replica {

    public static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final String name = "router-" + UUID.randomUUID();
    private final AtomicLong sequence = new AtomicLong();

    public String name() {
        return name;
    }

    public CircuitEvent event(
            UUID workspace, String provider, long version, CircuitState from, CircuitState to, Instant at) {
        return event(workspace, provider, version, false, from, to, at);
    }

    /** Decided while it did not hear of the others. */
    public CircuitEvent alone(
            UUID workspace, String provider, long version, CircuitState from, CircuitState to, Instant at) {
        return event(workspace, provider, version, true, from, to, at);
    }

    private CircuitEvent event(
            UUID workspace,
            String provider,
            long version,
            boolean local,
            CircuitState from,
            CircuitState to,
            Instant at) {
        return new CircuitEvent(
                workspace,
                provider,
                version,
                name,
                local,
                CircuitEvent.Type.STATE_CHANGE,
                from,
                to,
                null,
                "3 consecutive failures",
                CircuitEvent.Trigger.SYSTEM,
                null,
                CircuitThresholds.DEFAULTS,
                new CircuitCounts(10, 7, 3, 3, 0, to == CircuitState.OPEN ? 1 : 0),
                List.of(TRACE),
                5_000L,
                at);
    }

    /**
     * An opening with all that it is explained by.
     *
     * @param actor who forced it; null for the system
     */
    public CircuitEvent opened(
            UUID workspace,
            String provider,
            long version,
            String reason,
            @Nullable String actor,
            CircuitThresholds thresholds,
            List<String> traces,
            Instant at) {
        CircuitEvent opening = event(workspace, provider, version, CircuitState.CLOSED, CircuitState.OPEN, at);
        return new CircuitEvent(
                workspace,
                provider,
                version,
                name,
                false,
                actor == null ? opening.type() : CircuitEvent.Type.FORCED,
                opening.fromState(),
                opening.toState(),
                actor == null ? null : ForcedState.OPEN,
                reason,
                actor == null ? opening.trigger() : CircuitEvent.Trigger.USER,
                actor,
                thresholds,
                opening.counts(),
                traces,
                opening.durationMs(),
                at);
    }

    public Samples sample(Instant at, List<ProviderSample> providers, List<GroupSample> groups) {
        return new Samples(name, sequence.incrementAndGet(), at, 2_000, providers, groups);
    }

    public static ProviderSample provider(
            UUID workspace, String provider, CircuitState state, long version, Instant since, Outcome... outcomes) {
        return new ProviderSample(
                workspace,
                provider,
                true,
                state,
                null,
                version,
                since,
                state == CircuitState.OPEN ? since.plusSeconds(30) : null,
                CircuitThresholds.DEFAULTS,
                new CircuitCounts(20, 16, 4, 0, 2, 1),
                3,
                since,
                null,
                null,
                List.of(outcomes),
                List.of());
    }

    /** Without traffic, but probed. */
    public static ProviderSample probed(UUID workspace, String provider, Instant at, Outcome... probes) {
        var idle = provider(workspace, provider, CircuitState.CLOSED, 1, at);
        return new ProviderSample(
                workspace,
                provider,
                true,
                idle.state(),
                null,
                idle.version(),
                at,
                null,
                idle.thresholds(),
                idle.counts(),
                0,
                null,
                null,
                null,
                List.of(),
                List.of(probes));
    }

    public static Outcome successes(long count, long eachMs, Instant at) {
        return new Outcome(null, count, null, null, latency(count, eachMs), at, at);
    }

    public static Outcome failure(FailureCategory category, String error, long ms, Instant at) {
        return new Outcome(category, 1, error, TRACE, latency(1, ms), at, at);
    }

    public static GroupSample group(UUID workspace, String name, MemberSample... members) {
        return new GroupSample(workspace, name, "round_robin", List.of(members));
    }

    public static MemberSample member(String provider, double weight, long successes, long failures, long eachMs) {
        long total = successes + failures;
        return new MemberSample(
                provider, null, weight, true, 2, total, successes, failures, latency(total, eachMs), null);
    }

    private static Latency latency(long count, long eachMs) {
        return new Latency(
                count * eachMs,
                eachMs,
                eachMs,
                java.util.Map.of(io.switchgear.common.circuit.LatencyBuckets.index(eachMs), count));
    }
}
