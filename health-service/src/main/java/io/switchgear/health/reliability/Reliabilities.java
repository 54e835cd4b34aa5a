package io.switchgear.health.reliability;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.paging.TimeRange;
import io.switchgear.health.operation.Operations;
import io.switchgear.health.operation.OperationsReader;

/** Scores of providers. */
@Component
public class Reliabilities {

    private final OperationsReader operations;
    private final OpeningsReader openings;
    private final InstantSource clock;
    private final Duration latencyTarget;

    Reliabilities(
            OperationsReader operations,
            OpeningsReader openings,
            InstantSource clock,
            ReliabilityProperties properties) {
        this.operations = operations;
        this.openings = openings;
        this.clock = clock;
        this.latencyTarget = properties.latencyTarget();
    }

    /** Of one provider. */
    Mono<Reliability> of(UUID workspace, String provider, TimeRange range) {
        Instant end = end(range);
        return Mono.zip(
                        operations.of(workspace, provider, range),
                        openings.ofAll(workspace, range.from(), end),
                        (counts, opened) -> formula(counts, opened.getOrDefault(provider, Openings.NONE), range, end))
                .cast(Reliability.class);
    }

    /** Of every provider that something is known of, by name. */
    public Mono<Map<String, Reliability>> ofAll(UUID workspace, Map<String, Operations> counts, TimeRange range) {
        Instant end = end(range);
        return openings.ofAll(workspace, range.from(), end).map(opened -> {
            var names = new HashSet<>(counts.keySet());
            names.addAll(opened.keySet());
            var scores = new HashMap<String, Reliability>();
            for (String name : names) {
                scores.put(
                        name,
                        formula(
                                counts.getOrDefault(name, Operations.NONE),
                                opened.getOrDefault(name, Openings.NONE),
                                range,
                                end));
            }
            return scores;
        });
    }

    private Reliability formula(Operations counts, Openings opened, TimeRange range, Instant end) {
        return ReliabilityFormula.of(counts, opened, Duration.between(range.from(), end), latencyTarget);
    }

    /** What has not happened yet does not count as time without trouble. */
    private Instant end(TimeRange range) {
        Instant now = clock.instant();
        return range.to().isBefore(now) ? range.to() : now;
    }
}
