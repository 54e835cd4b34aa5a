package io.switchgear.query.partition;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.switchgear.common.database.SchemaMigration;
import io.switchgear.common.probe.ReadinessCheck;
import io.switchgear.query.bulk.Session;
import io.switchgear.query.bulk.Transactions;
import io.switchgear.query.retention.Retention;
import io.switchgear.query.retention.RetentionSettings;
import io.switchgear.query.schedule.PeriodicJob;

import static io.switchgear.query.bulk.Columns.required;

/**
 * Keeps a partition for every day that a span may still arrive for and for some days ahead, and drops those that no
 * workspace keeps any longer. A workspace that keeps less than the others has its rows deleted.
 */
@Component
public class Partitions implements ReadinessCheck {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final int DAYS_AHEAD = 7;

    /** Rollups live 13 months, so that a partition a day would be too many to plan over. */
    private static final List<PartitionedTable> SPANS = List.of(
            new PartitionedTable("spans", false, false),
            new PartitionedTable("traces", false, false),
            new PartitionedTable("trace_shapes", false, false),
            new PartitionedTable("trace_texts", false, false),
            new PartitionedTable("metric_points", false, true));

    private static final List<PartitionedTable> ROLLUPS =
            List.of(new PartitionedTable("rollup", true, true), new PartitionedTable("sketch", true, true));

    private final Transactions transactions;
    private final RetentionSettings retention;
    private final InstantSource clock;
    private final Sinks.Empty<Void> created = Sinks.empty();
    private volatile boolean ready;
    private volatile LocalDate oldest = LocalDate.MIN;

    Partitions(Transactions transactions, RetentionSettings retention, InstantSource clock) {
        this.transactions = transactions;
        this.retention = retention;
        this.clock = clock;
    }

    @Bean
    PeriodicJob partitionJob(SchemaMigration schema) {
        return new PeriodicJob("Partition maintenance", EVERY, schema.migrated(), this::maintain);
    }

    /** Completes once telemetry can be stored. */
    public Mono<Void> created() {
        return created.asMono();
    }

    @Override
    public String name() {
        return "partitions";
    }

    @Override
    public boolean ready() {
        return ready;
    }

    /** Whether there is a partition for spans of this day, as far as is known: before the first maintenance nothing can be stored at all. */
    public boolean holds(LocalDate day) {
        return !day.isBefore(oldest);
    }

    /** Creates what is missing, drops what has expired. */
    public Mono<Void> maintain() {
        return retention
                .refresh()
                .then(transactions.in(
                        session -> maintain(session, clock.instant()).thenReturn(true)))
                .doOnNext(done -> {
                    oldest = oldestSpan(clock.instant());
                    ready = true;
                    created.tryEmitEmpty();
                })
                .then();
    }

    private Mono<Void> maintain(Session session, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        int rollups = longest(Retention.DEFAULT.rollupsDays(), Retention::rollupsDays);
        LocalDate oldestSpan = oldestSpan(now);
        return session.execute("set local statement_timeout = '5min'")
                .then(session.execute("select pg_advisory_xact_lock(hashtextextended('telemetry.partitions', 0))"))
                .then(session.query("""
                    select child.relname from pg_inherits
                    join pg_class child on child.oid = inhrelid
                    join pg_class parent on parent.oid = inhparent
                    where parent.relnamespace = current_schema()::regnamespace and parent.relkind = 'p'
                    """, row -> required(row, "relname", String.class))
                        .collect(Collectors.toSet()))
                .flatMap(existing -> change(
                        session,
                        ddl(SPANS, existing, oldestSpan, oldestSpan, today)
                                + ddl(ROLLUPS, existing, oldestSpan, today.minusDays(rollups), today)))
                .thenMany(Flux.fromIterable(retention.all().entrySet()))
                .concatMap(entry -> trim(session, "workspace_id = $2", entry.getKey(), entry.getValue(), now))
                .then(session.execute("delete from combinations where last_day < $1", today.minusDays(rollups)))
                .then(trimOthers(session, now));
    }

    /** A day more than a span may be old, for the trace that it belongs to. */
    private LocalDate oldestSpan(Instant now) {
        int days = longest(Retention.DEFAULT.spansDays(), Retention::spansDays);
        return LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(days + 1L);
    }

    private int longest(int least, ToIntFunction<Retention> days) {
        return retention.all().values().stream().mapToInt(days).reduce(least, Math::max);
    }

    private static String ddl(
            List<PartitionedTable> tables,
            Set<String> existing,
            LocalDate createFrom,
            LocalDate dropBefore,
            LocalDate today) {
        var sql = new StringBuilder();
        for (PartitionedTable table : tables) {
            for (LocalDate day : table.firstDays(createFrom, today.plusDays(DAYS_AHEAD))) {
                if (!existing.contains(table.partition(day))) {
                    sql.append(table.create(day));
                }
            }
            existing.stream()
                    .filter(partition -> table.expired(partition, dropBefore))
                    .forEach(partition ->
                            sql.append("drop table ").append(partition).append(";\n"));
        }
        return sql.toString();
    }

    private static Mono<Void> change(Session session, String ddl) {
        return ddl.isEmpty() ? Mono.empty() : session.execute(ddl).then();
    }

    /** Workspaces with the default, where another one has the partitions kept for longer. */
    private Mono<Void> trimOthers(Session session, Instant now) {
        boolean kept = retention.all().values().stream()
                .anyMatch(other -> other.spansDays() > Retention.DEFAULT.spansDays()
                        || other.rollupsDays() > Retention.DEFAULT.rollupsDays());
        if (!kept) {
            return Mono.empty();
        }
        return trim(
                session,
                "workspace_id <> all($2)",
                retention.all().keySet().toArray(UUID[]::new),
                Retention.DEFAULT,
                now);
    }

    /**
     * Deletes what is older than {@code kept}.
     *
     * @param whose condition on {@code workspace_id}, with {@code workspaces} as {@code $2}
     */
    private static Mono<Void> trim(Session session, String whose, Object workspaces, Retention kept, Instant now) {
        Instant oldestSpan = kept.oldestSpan(now);
        LocalDate oldestDay = LocalDate.ofInstant(oldestSpan, ZoneOffset.UTC);
        String and = " < $1 and " + whose;
        return session.execute("delete from spans where day" + and, oldestDay, workspaces)
                .then(session.execute("delete from traces where last_day" + and, oldestDay, workspaces))
                .then(trimFacets(session, whose, oldestDay, workspaces))
                .then(session.execute("delete from metric_points where at" + and, oldestSpan, workspaces))
                .then(session.execute("delete from rollup where bucket" + and, kept.oldestRollup(now), workspaces))
                .then(session.execute("delete from sketch where bucket" + and, kept.oldestRollup(now), workspaces))
                .then();
    }

    /** Those of days that no trace is left of. */
    private static Mono<Void> trimFacets(Session session, String whose, LocalDate oldest, Object workspaces) {
        return Flux.just("trace_shapes", "trace_texts")
                .concatMap(table -> session.execute(
                        "delete from " + table + " f where day < $1 and " + whose
                                + " and not exists (select from traces t where t.workspace_id = f.workspace_id and"
                                + " t.day = f.day)",
                        oldest,
                        workspaces))
                .then();
    }
}
