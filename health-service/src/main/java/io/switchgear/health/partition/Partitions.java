package io.switchgear.health.partition;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.health.row.Columns;

/**
 * Daily partitions (UTC) of the time series. Whoever writes asks for the days first; known ones cost nothing. Changes are made
 * under an advisory lock, so that replicas do not meet.
 */
@Component
public class Partitions {

    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('health.partitions', 0))";

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final InstantSource clock;
    private final RetentionProperties retention;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    Partitions(
            DatabaseClient database,
            TransactionalOperator transactions,
            InstantSource clock,
            RetentionProperties retention) {
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
        this.retention = retention;
    }

    /** First instant whose rows are still kept. */
    public Instant oldest(TimeSeries series) {
        return firstDay(series).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Completes once rows of all these times can be written to {@code series}. */
    public Mono<Void> ensure(TimeSeries series, Collection<Instant> times) {
        return Flux.fromStream(() ->
                        times.stream().map(Partitions::day).distinct().sorted().filter(day -> !known(series, day)))
                .concatMap(day -> create(series, day))
                .then();
    }

    /** Creates the partitions of today and a few days ahead. */
    Mono<Void> createAhead(int days) {
        LocalDate today = day(clock.instant());
        return Flux.fromArray(TimeSeries.values())
                .concatMap(series -> Flux.fromStream(() -> today.datesUntil(today.plusDays(days + 1L)))
                        .concatMap(day -> create(series, day)))
                .then();
    }

    /** Drops the partitions that are past their retention. */
    Mono<Void> dropOld() {
        return Flux.fromArray(TimeSeries.values()).concatMap(this::dropOld).then();
    }

    private boolean known(TimeSeries series, LocalDate day) {
        return known.contains(series.partition(day));
    }

    private Mono<Void> create(TimeSeries series, LocalDate day) {
        String partition = series.partition(day);
        Mono<Void> creation = execute(LOCK)
                .then(exists(partition))
                .filter(exists -> !exists)
                .flatMap(absent -> execute("create table " + partition + " (like " + series.table() + " including all)")
                        .then(execute("alter table %s attach partition %s for values from ('%s') to ('%s')"
                                .formatted(series.table(), partition, utc(day), utc(day.plusDays(1)))))
                        .thenReturn(partition))
                .then();
        return transactions.transactional(creation).doOnSuccess(done -> known.add(partition));
    }

    private Mono<Void> dropOld(TimeSeries series) {
        return children(series)
                .filter(partition -> series.day(partition).isBefore(firstDay(series)))
                .concatMap(this::drop)
                .then();
    }

    /** Waits for readers no longer than 2 s: the next look comes soon enough. */
    private Mono<Void> drop(String partition) {
        Mono<Void> dropping = execute("set local lock_timeout = '2s'")
                .then(execute(LOCK))
                .then(execute("drop table if exists " + partition))
                .doOnSuccess(dropped -> {
                    known.remove(partition);
                    LOG.info("Dropped {}: past its retention.", partition);
                });
        return transactions.transactional(dropping);
    }

    private Flux<String> children(TimeSeries series) {
        return database.sql("""
            select c.relname::text as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = to_regclass(:parent) order by c.relname\
            """)
                .bind("parent", series.table())
                .map(row -> Columns.text(row, "name"))
                .all();
    }

    private Mono<Boolean> exists(String partition) {
        return database.sql("select to_regclass(:name) is not null as present")
                .bind("name", partition)
                .map(row -> Columns.flag(row, "present"))
                .one();
    }

    private Mono<Void> execute(String sql) {
        return database.sql(sql).then();
    }

    private LocalDate firstDay(TimeSeries series) {
        LocalDate first = day(clock.instant().minus(retention.of(series)));
        // A month's sum lies on its first day.
        return series == TimeSeries.BALANCER ? first.withDayOfMonth(1) : first;
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static String utc(LocalDate day) {
        return day + " 00:00:00+00";
    }
}
