package io.switchgear.query.rollup;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.query.bulk.CopyRows;
import io.switchgear.query.bulk.Session;
import io.switchgear.query.bulk.Transactions;
import io.switchgear.query.partition.Partitions;
import io.switchgear.query.schedule.PeriodicJob;

import static io.switchgear.query.bulk.Columns.required;

/** Folds deltas into the rollups of minute, hour and day, in one transaction per turn; one replica at a time. */
@Component
public class Compactor {

    /** Deltas folded per turn, so that a turn stays well below the statement time-out. */
    private static final int BATCH = 20_000;

    /** They stop at ±9·10¹⁸: no sender can make them overflow, and with that stop everybody's folding. */
    private static final String SUMS = """
        least(greatest(sum(count), -9e18), 9e18)::bigint as count,
        least(greatest(sum(input_tokens), -9e18), 9e18)::bigint as input_tokens,
        least(greatest(sum(output_tokens), -9e18), 9e18)::bigint as output_tokens,
        least(greatest(sum(cache_read_tokens), -9e18), 9e18)::bigint as cache_read_tokens,
        least(greatest(sum(cache_write_tokens), -9e18), 9e18)::bigint as cache_write_tokens,
        least(greatest(sum(reasoning_tokens), -9e18), 9e18)::bigint as reasoning_tokens,
        least(greatest(sum(cost_nano_usd), -9e18), 9e18)::bigint as cost_nano_usd,
        least(greatest(sum(duration_us), -9e18), 9e18)::bigint as duration_us,
        sum(quality_sum) as quality_sum, sum(quality_count)::bigint as quality_count, max(last_at) as last_at
        """;

    /** Minutes are added up once; hours and days are made of them. */
    private static final String FOLD_COUNTS = """
        with folded as (
            delete from rollup_delta
            where ctid = any(array(select ctid from rollup_delta limit $1)) returning *),
        minutes as (
            select workspace_id, bucket, kind, service, provider, model, api_key, status, %1$s
            from folded group by 1, 2, 3, 4, 5, 6, 7, 8),
        grains as (
            select workspace_id, 'minute' as grain, bucket, kind, service, provider, model, api_key, status, count,
                   input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_nano_usd,
                   duration_us, quality_sum, quality_count, last_at
            from minutes
            union all
            select workspace_id, grain, date_trunc(grain, bucket, 'UTC'), kind, service, provider, model, api_key, status,
                   %1$s
            from minutes cross join (values ('hour'), ('day')) as g (grain) group by 1, 2, 3, 4, 5, 6, 7, 8, 9)
        insert into rollup as r
        select * from grains
        on conflict (workspace_id, grain, bucket, kind, service, provider, model, api_key, status) do update set
            count = least(greatest(r.count::numeric + excluded.count, -9e18), 9e18)::bigint,
            input_tokens = least(greatest(r.input_tokens::numeric + excluded.input_tokens, -9e18), 9e18)::bigint,
            output_tokens = least(greatest(r.output_tokens::numeric + excluded.output_tokens, -9e18), 9e18)::bigint,
            cache_read_tokens = least(greatest(r.cache_read_tokens::numeric + excluded.cache_read_tokens, -9e18), 9e18)::bigint,
            cache_write_tokens = least(greatest(r.cache_write_tokens::numeric + excluded.cache_write_tokens, -9e18), 9e18)::bigint,
            reasoning_tokens = least(greatest(r.reasoning_tokens::numeric + excluded.reasoning_tokens, -9e18), 9e18)::bigint,
            cost_nano_usd = least(greatest(r.cost_nano_usd::numeric + excluded.cost_nano_usd, -9e18), 9e18)::bigint,
            duration_us = least(greatest(r.duration_us::numeric + excluded.duration_us, -9e18), 9e18)::bigint,
            quality_sum = r.quality_sum + excluded.quality_sum,
            quality_count = r.quality_count + excluded.quality_count,
            last_at = greatest(r.last_at, excluded.last_at)
        """.formatted(SUMS);

    private static final String TAKE_SKETCHES = """
        with folded as (
            delete from sketch_delta
            where ctid = any(array(select ctid from sketch_delta limit $1)) returning *)
        select 'minute' as grain, folded.* from folded
        """;

    private static final String STORED_SKETCHES = """
        select s.* from sketch s join staged_sketch t using
            (workspace_id, grain, bucket, kind, service, provider, model)
        """;

    private static final String STORE_SKETCHES = """
        insert into sketch as s select * from staged_sketch
        on conflict (workspace_id, grain, bucket, kind, service, provider, model) do update
        set duration = excluded.duration, first_token = excluded.first_token
        """;

    private static final List<String> COLUMNS = List.of(
            "workspace_id", "grain", "bucket", "kind", "service", "provider", "model", "duration", "first_token");

    private final Transactions transactions;

    Compactor(Transactions transactions) {
        this.transactions = transactions;
    }

    @Bean
    PeriodicJob compaction(Partitions partitions, RollupProperties properties) {
        return new PeriodicJob("Folding rollups", properties.foldEvery(), partitions.created(), this::fold);
    }

    private record Key(
            String grain, Instant bucket, UUID workspace, String kind, String service, String provider, String model) {

        static Key of(Readable row) {
            return new Key(
                    required(row, "grain", String.class),
                    required(row, "bucket", Instant.class),
                    required(row, "workspace_id", UUID.class),
                    required(row, "kind", String.class),
                    required(row, "service", String.class),
                    required(row, "provider", String.class),
                    required(row, "model", String.class));
        }

        Key per(String coarser, ChronoUnit unit) {
            return new Key(coarser, bucket.truncatedTo(unit), workspace, kind, service, provider, model);
        }
    }

    private record Row(Key key, byte[] duration, byte[] firstToken) {

        static Row of(Readable row) {
            return new Row(
                    Key.of(row), required(row, "duration", byte[].class), required(row, "first_token", byte[].class));
        }
    }

    private static final class Merged {
        private final Sketch duration = new Sketch();
        private final Sketch firstToken = new Sketch();

        void add(Row row) {
            duration.merge(row.duration());
            firstToken.merge(row.firstToken());
        }

        void add(Merged other) {
            duration.merge(other.duration);
            firstToken.merge(other.firstToken);
        }
    }

    /** Folds what has been committed by now, or a part of it. */
    public Mono<Void> fold() {
        return transactions
                .in(session -> session.query(
                                "select pg_try_advisory_xact_lock(hashtextextended('telemetry.fold', 0)) as mine",
                                row -> required(row, "mine", Boolean.class))
                        .single()
                        .flatMap(mine -> mine ? fold(session) : Mono.empty()))
                .then();
    }

    private static Mono<Boolean> fold(Session session) {
        return session.execute(FOLD_COUNTS, BATCH)
                .then(session.query(TAKE_SKETCHES, Row::of, BATCH).collectList())
                .flatMap(taken -> taken.isEmpty() ? Mono.just(true) : foldSketches(session, taken));
    }

    private static Mono<Boolean> foldSketches(Session session, List<Row> taken) {
        var merged = new HashMap<Key, Merged>();
        taken.forEach(row -> merged(merged, row.key()).add(row));
        Map.copyOf(merged).forEach((key, minute) -> {
            merged(merged, key.per("hour", ChronoUnit.HOURS)).add(minute);
            merged(merged, key.per("day", ChronoUnit.DAYS)).add(minute);
        });
        return session.stage("sketch")
                .then(session.copy("staged_sketch", rows(merged)))
                .thenMany(session.query(STORED_SKETCHES, Row::of))
                .doOnNext(stored -> merged(merged, stored.key()).add(stored))
                .then(session.execute("truncate staged_sketch"))
                .then(Mono.defer(() -> session.copy("staged_sketch", rows(merged))))
                .then(session.execute(STORE_SKETCHES))
                .thenReturn(true);
    }

    private static Merged merged(Map<Key, Merged> merged, Key key) {
        return merged.computeIfAbsent(key, first -> new Merged());
    }

    private static CopyRows rows(Map<Key, Merged> merged) {
        var rows = new CopyRows(COLUMNS);
        merged.forEach((key, sketches) -> {
            rows.startRow()
                    .add(key.workspace())
                    .add(key.grain())
                    .add(key.bucket())
                    .add(key.kind())
                    .add(key.service())
                    .add(key.provider())
                    .add(key.model())
                    .add(sketches.duration.encode())
                    .add(sketches.firstToken.encode());
        });
        return rows;
    }
}
