package io.switchgear.router.stats;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.common.circuit.LatencyBuckets;
import io.switchgear.common.circuit.Samples.Outcome;

/** What a provider has done lately. */
public final class ProviderTraffic {

    /** Of an interval; a provider that is idle is probed seldom. */
    private static final int MOST_PROBES = 16;

    private final Map<Optional<FailureCategory>, Group> interval = new LinkedHashMap<>();
    private final List<Outcome> probes = new ArrayList<>();
    private int active;
    private @Nullable Instant lastRequestAt;
    private @Nullable Instant lastFailureAt;
    private @Nullable String lastError;

    /** Attempts that ended alike; {@code buckets} grows in place. */
    private record Group(Tally tally, Map<Integer, Long> buckets, Ending first, Instant lastAt) {

        static Group of(Ending first) {
            return new Group(Tally.NONE, new HashMap<>(), first, first.at());
        }

        Group plus(Ending ending) {
            buckets.merge(LatencyBuckets.index(ending.latencyMs()), 1L, Long::sum);
            return new Group(tally.plus(ending.latencyMs()), buckets, first, ending.at());
        }
    }

    /**
     * The state at one moment.
     *
     * @param active attempts under way
     * @param lastRequestAt start of the latest attempt
     * @param lastFailureAt end of the latest failed one
     * @param lastError its message
     */
    public record View(
            int active,
            @Nullable Instant lastRequestAt,
            @Nullable Instant lastFailureAt,
            @Nullable String lastError) {}

    synchronized void began(Instant at) {
        active++;
        lastRequestAt = at;
    }

    synchronized void ended(Ending ending) {
        active--;
        if (!ending.counted()) {
            return;
        }
        if (!ending.success()) {
            lastFailureAt = ending.at();
            lastError = ending.error();
        }
        interval.compute(
                Optional.ofNullable(ending.category()),
                (category, group) -> (group == null ? Group.of(ending) : group).plus(ending));
    }

    /** A probe has ended. It is told, but it is no attempt. */
    public synchronized void probed(Outcome probe) {
        if (probes.size() < MOST_PROBES) {
            probes.add(probe);
        }
    }

    public synchronized View view() {
        return new View(active, lastRequestAt, lastFailureAt, lastError);
    }

    synchronized boolean idle() {
        return interval.isEmpty() && probes.isEmpty();
    }

    synchronized List<Outcome> takeInterval() {
        var outcomes = new ArrayList<Outcome>();
        interval.forEach((category, group) -> outcomes.add(new Outcome(
                category.orElse(null),
                group.tally().count(),
                group.first().error(),
                group.first().traceId(),
                group.tally().latency(group.buckets()),
                group.first().at(),
                group.lastAt())));
        interval.clear();
        return outcomes;
    }

    synchronized List<Outcome> takeProbes() {
        var taken = List.copyOf(probes);
        probes.clear();
        return taken;
    }
}
