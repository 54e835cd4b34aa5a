package io.switchgear.health.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

import io.switchgear.common.circuit.Samples;
import io.switchgear.common.circuit.Samples.ProviderSample;
import io.switchgear.health.change.Changes;
import io.switchgear.health.partition.Partitions;
import io.switchgear.health.partition.TimeSeries;

/** Stores a sample exactly once: its receipt and all that it is made into are one transaction. */
@Component
class SampleIntake {

    private static final String RECEIPT =
            "insert into sample_receipts (replica, sequence) values (:replica, :sequence) on conflict do nothing";

    /** Touches a row if this is the newest sample of its replica: only then it tells the current state. */
    private static final String NEWEST = """
        insert into sample_replicas as r (replica, sequence, sampled_at) values (:replica, :sequence, :at)
        on conflict (replica) do update
          set sequence = excluded.sequence, sampled_at = excluded.sampled_at, received_at = now()
          where excluded.sequence > r.sequence\
        """;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final Partitions partitions;
    private final StateStore states;
    private final CountStore counts;
    private final FailureBudget budget;
    private final Changes changes;

    SampleIntake(
            DatabaseClient database,
            TransactionalOperator transactions,
            Partitions partitions,
            StateStore states,
            CountStore counts,
            FailureBudget budget,
            Changes changes) {
        this.database = database;
        this.transactions = transactions;
        this.partitions = partitions;
        this.states = states;
        this.counts = counts;
        this.budget = budget;
        this.changes = changes;
    }

    /** False if the sample was known already. */
    Mono<Boolean> store(Samples samples) {
        return Mono.defer(() -> {
            var content = SampleContent.of(samples, history(samples));
            return ensurePartitions(content)
                    .then(transactions.transactional(write(content)))
                    .doOnNext(stored -> changes.announce(stored.changed()))
                    .map(Stored::fresh);
        });
    }

    /**
     * What became of a sample.
     *
     * @param fresh false if it was known already
     * @param changed workspaces with a provider that is not as it was
     */
    private record Stored(boolean fresh, Set<UUID> changed) {}

    private List<HistoryRow> history(Samples samples) {
        var history = new ArrayList<HistoryRow>();
        for (ProviderSample provider : samples.providers()) {
            int free = budget.free(provider.workspaceId(), provider.provider(), samples.at());
            var rows = FailureGrouping.rows(provider, samples.replica(), samples.sequence(), free);
            int singles =
                    (int) rows.stream().filter(row -> row.replica() != null).count();
            budget.use(provider.workspaceId(), provider.provider(), samples.at(), singles);
            history.addAll(rows);
            history.addAll(FailureGrouping.probes(provider, samples.replica(), samples.sequence()));
        }
        return history;
    }

    private Mono<Void> ensurePartitions(SampleContent content) {
        return partitions
                .ensure(
                        TimeSeries.HISTORY,
                        content.history().stream().map(HistoryRow::at).toList())
                .then(partitions.ensure(TimeSeries.OPERATIONS, starts(content.operations())))
                .then(partitions.ensure(TimeSeries.BALANCER, starts(content.balancer())));
    }

    private static List<Instant> starts(List<Bucket> buckets) {
        return buckets.stream().map(bucket -> bucket.key().at()).toList();
    }

    private Mono<Stored> write(SampleContent content) {
        return database.sql(RECEIPT)
                .bind("replica", content.replica())
                .bind("sequence", content.sequence())
                .fetch()
                .rowsUpdated()
                .flatMap(inserted -> inserted == 0
                        ? Mono.just(new Stored(false, Set.of()))
                        : writeState(content)
                                .flatMap(changed -> counts.add(content).thenReturn(new Stored(true, changed))));
    }

    private Mono<Set<UUID>> writeState(SampleContent content) {
        return database.sql(NEWEST)
                .bind("replica", content.replica())
                .bind("sequence", content.sequence())
                .bind("at", content.at())
                .fetch()
                .rowsUpdated()
                .flatMap(touched -> touched == 0 ? Mono.just(Set.of()) : states.write(content));
    }
}
