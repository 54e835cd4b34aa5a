package io.switchgear.health.dashboard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.paging.TimeRange;
import io.switchgear.health.balancer.BalancerReader;
import io.switchgear.health.cache.SharedCache;
import io.switchgear.health.operation.OperationsReader;
import io.switchgear.health.prediction.Predictions;
import io.switchgear.health.reliability.Reliabilities;

/** One snapshot per workspace, at most 5 s old, shared by all who look. */
@Component
class Snapshots {

    private static final Duration AGE = Duration.ofSeconds(5);
    private static final int WORKSPACES = 10_000;

    private final OperationsReader operations;
    private final Reliabilities reliabilities;
    private final BalancerReader balancer;
    private final Predictions predictions;
    private final InstantSource clock;
    private final SharedCache<UUID, Snapshot> cache;

    Snapshots(
            OperationsReader operations,
            Reliabilities reliabilities,
            BalancerReader balancer,
            Predictions predictions,
            InstantSource clock) {
        this.operations = operations;
        this.reliabilities = reliabilities;
        this.balancer = balancer;
        this.predictions = predictions;
        this.clock = clock;
        this.cache = new SharedCache<>(AGE, WORKSPACES, clock);
    }

    Mono<Snapshot> of(UUID workspace) {
        return cache.get(workspace, this::read);
    }

    private Mono<Snapshot> read(UUID workspace) {
        var day = TimeRange.parse("24h", null, null, clock.instant());
        return operations
                .ofAll(workspace, day)
                .flatMap(counts -> Mono.zip(
                                reliabilities.ofAll(workspace, counts, day),
                                balancer.totals(workspace, day).collectList(),
                                predictions.minutes(workspace))
                        .map(parts -> new Snapshot(counts, parts.getT1(), parts.getT2(), parts.getT3())));
    }
}
