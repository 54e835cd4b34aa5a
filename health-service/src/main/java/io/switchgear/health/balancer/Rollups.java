package io.switchgear.health.balancer;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.health.lease.Leases;
import io.switchgear.health.partition.Partitions;
import io.switchgear.health.partition.RetentionProperties;
import io.switchgear.health.partition.TimeSeries;
import io.switchgear.health.row.Columns;

/**
 * Adds hours up to days and days to months, a workspace's day at a time. A sample marks the days that it adds to; a finished day
 * is added up, and its month, in the transaction that removes its mark. A late sample marks its day again. Readers take hours
 * for marked days, so that they are right at any moment, and nothing is lost by being killed in between.
 */
@Component
class Rollups {

    private static final Logger LOG = LoggerFactory.getLogger(Rollups.class);
    private static final String LEASE = "rollup";
    private static final int PAGE = 500;

    /** Waits for samples under way, whose hours would not be seen yet; they wait for this in turn. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('health.balancer', 0))";

    private static final String SUMS = """
        insert into load_balancer_metrics as m
          (workspace_id, group_name, provider_name, model, granularity, bucket_at, request_count, success_count,
           failure_count, latency_sum_ms, latency_min_ms, latency_max_ms)
        select workspace_id, group_name, provider_name, model, '%2$s', cast(:start as timestamptz), sum(request_count),
               sum(success_count), sum(failure_count), sum(latency_sum_ms), min(latency_min_ms), max(latency_max_ms)
        from load_balancer_metrics
        where workspace_id = :workspace and granularity = '%1$s' and bucket_at >= :start and bucket_at < :end
        group by workspace_id, group_name, provider_name, model
        order by workspace_id, group_name, provider_name, model
        on conflict (workspace_id, granularity, bucket_at, group_name, provider_name, model) do update set
          request_count = excluded.request_count, success_count = excluded.success_count,
          failure_count = excluded.failure_count, latency_sum_ms = excluded.latency_sum_ms,
          latency_min_ms = excluded.latency_min_ms, latency_max_ms = excluded.latency_max_ms, updated_at = now()\
        """;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final Partitions partitions;
    private final RetentionProperties retention;
    private final Leases leases;
    private final InstantSource clock;

    Rollups(
            DatabaseClient database,
            TransactionalOperator transactions,
            Partitions partitions,
            RetentionProperties retention,
            Leases leases,
            InstantSource clock) {
        this.database = database;
        this.transactions = transactions;
        this.partitions = partitions;
        this.retention = retention;
        this.leases = leases;
        this.clock = clock;
    }

    private record Due(UUID workspace, LocalDate day) {}

    /** Does what is due, unless another replica is about it. */
    Mono<Void> run() {
        return leases.take(LEASE)
                .filter(held -> held)
                .flatMap(held -> page().repeat()
                        .takeUntil(done -> done == 0)
                        .then(forgetHours())
                        .then(leases.release(LEASE)));
    }

    /** How many days were done; 0 also when the lease went to another replica. */
    private Mono<Integer> page() {
        return due().collectList()
                .flatMap(
                        days -> Flux.fromIterable(days).concatMap(this::guarded).reduce(0, Integer::sum));
    }

    private Flux<Due> due() {
        return database.sql("""
            select workspace_id, day from load_balancer_pending where day < :today
            order by day, workspace_id limit :page\
            """)
                .bind("today", today())
                .bind("page", PAGE)
                .map(row -> new Due(
                        Columns.uuid(row, "workspace_id"),
                        java.util.Objects.requireNonNull(row.get("day", LocalDate.class))))
                .all();
    }

    /** One day that cannot be added up does not keep the others from it. */
    private Mono<Integer> guarded(Due due) {
        return leases.take(LEASE)
                .filter(held -> held)
                .flatMap(held -> addUp(due).thenReturn(1))
                .defaultIfEmpty(0)
                .onErrorResume(failure -> {
                    LOG.warn("{} of {} is not added up yet: {}", due.day(), due.workspace(), failure.toString());
                    return Mono.just(0);
                });
    }

    private Mono<Void> addUp(Due due) {
        LocalDate month = due.day().withDayOfMonth(1);
        Mono<Void> work = database.sql(LOCK)
                .then()
                .then(database.sql("delete from load_balancer_pending where workspace_id = :workspace and day = :day")
                        .bind("workspace", due.workspace())
                        .bind("day", due.day())
                        .then())
                .then(sums("hour", "day", due.workspace(), due.day(), due.day().plusDays(1)))
                .then(sums("day", "month", due.workspace(), month, month.plusMonths(1)));
        return partitions
                .ensure(TimeSeries.BALANCER, List.of(start(due.day()), start(month)))
                .then(transactions.transactional(work));
    }

    private Mono<Void> sums(String from, String to, UUID workspace, LocalDate start, LocalDate end) {
        return database.sql(SUMS.formatted(from, to))
                .bind("workspace", workspace)
                .bind("start", start(start))
                .bind("end", start(end))
                .then();
    }

    private Mono<Void> forgetHours() {
        return database.sql("""
            delete from load_balancer_metrics m
            where granularity = 'hour' and bucket_at < :before and not exists (
              select from load_balancer_pending p
              where p.workspace_id = m.workspace_id and p.day = (m.bucket_at at time zone 'UTC')::date)\
            """)
                .bind("before", start(LocalDate.ofInstant(clock.instant().minus(retention.hours()), ZoneOffset.UTC)))
                .then();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
