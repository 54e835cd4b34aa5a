package io.switchgear.query.price;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.query.bulk.Session;
import io.switchgear.query.bulk.Transactions;
import io.switchgear.query.bulk.WorkspaceLock;
import io.switchgear.query.cache.DataGeneration;
import io.switchgear.query.partition.Partitions;
import io.switchgear.query.retention.RetentionSettings;
import io.switchgear.query.schedule.PeriodicJob;

import static io.switchgear.query.bulk.Columns.required;

/**
 * Prices a workspace's spans again, day by day and batch by batch; where it is, is kept in the table, so that a restart goes on
 * there. Costs of traces and rollups follow in the same transaction.
 */
@Component
class Repricing {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int BATCH = 2000;

    private final Transactions transactions;
    private final DatabaseClient database;
    private final PriceBook book;
    private final RetentionSettings retention;
    private final DataGeneration generation;
    private final InstantSource clock;

    Repricing(
            Transactions transactions,
            DatabaseClient database,
            PriceBook book,
            RetentionSettings retention,
            DataGeneration generation,
            InstantSource clock) {
        this.transactions = transactions;
        this.database = database;
        this.book = book;
        this.retention = retention;
        this.generation = generation;
        this.clock = clock;
    }

    @Bean
    PeriodicJob repricingJob(Partitions partitions) {
        return new PeriodicJob("Pricing spans again", LOOK, partitions.created(), this::run);
    }

    /** Takes note that the spans of {@code from} (inclusive; null for all) to {@code to} (exclusive; null for now) are to be priced again. */
    Mono<Void> ask(UUID workspace, @Nullable Instant from, @Nullable Instant to) {
        Instant now = clock.instant();
        Instant oldest = retention.of(workspace).oldestSpan(now);
        Instant start = from == null || from.isBefore(oldest) ? oldest : from;
        Instant end = to == null || to.isAfter(now) ? now : to;
        if (!start.isBefore(end)) {
            return Mono.empty();
        }
        return database.sql("""
            insert into repricing as r (workspace_id, from_at, to_at, day) values (:workspace, :from, :to, :day)
            on conflict (workspace_id) do update set from_at = least(r.from_at, excluded.from_at),
                to_at = greatest(r.to_at, excluded.to_at), day = (least(r.from_at, excluded.from_at) at time zone 'UTC')::date,
                after_trace = null, after_span = null
            """)
                .bind("workspace", workspace)
                .bind("from", start)
                .bind("to", end)
                .bind("day", LocalDate.ofInstant(start, ZoneOffset.UTC))
                .then();
    }

    /**
     * What is to be done.
     *
     * @param day where it is; within it, after this trace and span
     */
    private record Task(
            UUID workspace,
            Instant from,
            Instant to,
            LocalDate day,
            @Nullable UUID afterTrace,
            @Nullable Long afterSpan) {

        static Task of(Readable row) {
            return new Task(
                    required(row, "workspace_id", UUID.class),
                    required(row, "from_at", Instant.class),
                    required(row, "to_at", Instant.class),
                    required(row, "day", LocalDate.class),
                    row.get("after_trace", UUID.class),
                    row.get("after_span", Long.class));
        }
    }

    /** All that is asked for, with prices asked for just now. */
    private Mono<Void> run() {
        return database.sql("select count(*) as tasks from repricing")
                .map(row -> required(row, "tasks", Long.class))
                .one()
                .filter(tasks -> tasks > 0)
                .flatMap(tasks -> book.refresh().thenReturn(true))
                .flatMap(fresh -> transactions
                        .in(this::step)
                        .repeat()
                        .takeWhile(Optional::isPresent)
                        .doOnNext(workspace -> generation.changed(Set.of(workspace.orElseThrow())))
                        .then());
    }

    /** One batch; empty if there is none left, or others are at it. */
    private Mono<Optional<UUID>> step(Session session) {
        return session.query("select * from repricing order by asked_at limit 1 for update skip locked", Task::of)
                .singleOrEmpty()
                .flatMap(task -> WorkspaceLock.take(session, List.of(task.workspace()))
                        .then(Mono.defer(() -> batch(session, task)))
                        .thenReturn(Optional.of(task.workspace())))
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<Void> batch(Session session, Task task) {
        return session.query(
                        """
                        select * from spans where workspace_id = $1 and day = $2 and role = 'inference'
                            and started_at >= $3 and started_at < $4 and (trace_id, span_id) > ($5, $6)
                        order by trace_id, span_id limit $7
                        """,
                        PricedSpan::of,
                        task.workspace(),
                        task.day(),
                        task.from(),
                        task.to(),
                        task.afterTrace() == null ? new UUID(0, 0) : task.afterTrace(),
                        task.afterSpan() == null ? Long.MIN_VALUE : task.afterSpan(),
                        BATCH)
                .collectList()
                .flatMap(spans -> Repriced.store(session, task.workspace(), task.day(), spans, book.current())
                        .then(Mono.defer(() -> advance(session, task, spans))));
    }

    private static Mono<Void> advance(Session session, Task task, List<PricedSpan> spans) {
        if (spans.size() == BATCH) {
            PricedSpan last = spans.getLast();
            return session.execute(
                            "update repricing set after_trace = $2, after_span = $3 where workspace_id = $1",
                            task.workspace(),
                            last.traceId(),
                            last.spanId())
                    .then();
        }
        LocalDate next = task.day().plusDays(1);
        if (next.isAfter(LocalDate.ofInstant(task.to(), ZoneOffset.UTC))) {
            return session.execute("delete from repricing where workspace_id = $1", task.workspace())
                    .then();
        }
        return session.execute(
                        "update repricing set day = $2, after_trace = null, after_span = null where workspace_id = $1",
                        task.workspace(),
                        next)
                .then();
    }
}
