package io.switchgear.query.trace;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.query.bulk.Session;
import io.switchgear.query.bulk.Transactions;
import io.switchgear.query.bulk.WorkspaceLock;
import io.switchgear.query.cache.DataGeneration;
import io.switchgear.query.partition.Partitions;
import io.switchgear.query.schedule.PeriodicJob;

import static io.switchgear.query.bulk.Columns.required;

/**
 * Gives shapes and texts to traces that have none, newest day first: those that a release wrote which knew of neither. A batch is a
 * transaction, so that a restart goes on where it was; one replica does it at a time.
 */
@Component
class TraceBackfill {

    /** Replicas of the release before may go on writing during an upgrade, so that it is never over; looking costs next to nothing. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    private static final int BATCH = 1000;

    private final Transactions transactions;
    private final TraceFacets facets;
    private final DataGeneration generation;

    TraceBackfill(Transactions transactions, TraceFacets facets, DataGeneration generation) {
        this.transactions = transactions;
        this.facets = facets;
        this.generation = generation;
    }

    @Bean
    PeriodicJob traceBackfillJob(Partitions partitions) {
        return new PeriodicJob("Giving shapes to traces", LOOK, partitions.created(), this::run);
    }

    private record Part(UUID workspace, LocalDate day) {

        static Part of(Readable row) {
            return new Part(required(row, "workspace_id", UUID.class), required(row, "day", LocalDate.class));
        }
    }

    private record Done(UUID workspace, Set<TraceFacets.Facet> added) {}

    /** All that have none. */
    Mono<Void> run() {
        return transactions
                .in(this::step)
                .repeat()
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .doOnNext(done -> {
                    facets.committed(done.added());
                    generation.changed(Set.of(done.workspace()));
                })
                .then();
    }

    /** One batch; empty if there is none left, or another replica is at it. */
    private Mono<Optional<Done>> step(Session session) {
        return session.query(
                        "select pg_try_advisory_xact_lock(hashtextextended('telemetry.backfill', 0)) as mine",
                        row -> required(row, "mine", Boolean.class))
                .single()
                .filter(mine -> mine)
                .flatMap(mine -> session.query(
                                "select workspace_id, day from traces where shape_id = 0 order by day desc limit 1",
                                Part::of)
                        .singleOrEmpty())
                .flatMap(part -> WorkspaceLock.take(session, List.of(part.workspace()))
                        .then(Mono.defer(() -> batch(session, part))))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<Done> batch(Session session, Part part) {
        return TraceTable.withoutShape(session, part.workspace(), part.day(), BATCH)
                .flatMap(rows -> facets.add(session, rows)
                        .flatMap(added -> TraceTable.setFacets(session, part.workspace(), part.day(), rows)
                                .thenReturn(new Done(part.workspace(), added))));
    }
}
