package io.switchgear.health.balancer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.paging.Cursor;
import io.switchgear.common.paging.Page;
import io.switchgear.common.paging.TimeRange;

import static io.switchgear.health.row.Columns.maybeDecimal;
import static io.switchgear.health.row.Columns.number;
import static io.switchgear.health.row.Columns.text;
import static io.switchgear.health.row.Columns.time;

/**
 * Reads {@code load_balancer_metrics}. Days and months are read as they were added up, but for days that are not yet, or no longer
 * (see {@link Rollups}): those are added up here.
 */
@Component
public class BalancerReader {

    private static final String HOURS = "granularity = 'hour'";

    private static final String DAYS = """
        (granularity = 'hour' and {day} in (select day from pending)
         or granularity = 'day' and {day} not in (select day from pending))\
        """.replace("{day}", "(bucket_at at time zone 'UTC')::date");

    private static final String MONTHS = """
        (granularity = 'month' and {month} not in (select month from pending)
         or granularity = 'hour' and {day} in (select day from pending)
         or granularity = 'day' and {month} in (select month from pending) and {day} not in (select day from pending))\
        """.replace("{day}", "(bucket_at at time zone 'UTC')::date")
            .replace("{month}", "date_trunc('month', bucket_at, 'UTC')");

    private static final String PAGE = """
        with pending as (
          select day, date_trunc('month', day::timestamp at time zone 'UTC', 'UTC') as month
          from load_balancer_pending where workspace_id = :workspace
        ), buckets as (
          select date_trunc(:granularity, bucket_at, 'UTC') at, group_name, provider_name, model,
                 sum(request_count)::bigint requests, sum(success_count)::bigint successes,
                 sum(failure_count)::bigint failures, sum(latency_sum_ms)::bigint latency_sum,
                 min(latency_min_ms) latency_min, max(latency_max_ms) latency_max
          from load_balancer_metrics
          where workspace_id = :workspace and %s and bucket_at >= :from and bucket_at < :to
          group by 1, group_name, provider_name, model
        ), shares as (
          select *, 100.0 * requests / nullif(sum(requests) over (partition by at, group_name), 0) share from buckets
        )
        select * from shares %s order by at desc, group_name desc, provider_name desc, model desc limit :limit\
        """;

    private static final String TOTALS = """
        select group_name, provider_name, model, sum(request_count)::bigint requests,
               sum(success_count)::bigint successes, sum(latency_sum_ms)::bigint latency_sum
        from load_balancer_metrics
        where workspace_id = :workspace and granularity = 'hour' and bucket_at >= :from and bucket_at < :to
        group by group_name, provider_name, model\
        """;

    private final DatabaseClient database;

    BalancerReader(DatabaseClient database) {
        this.database = database;
    }

    /** Whole buckets, from the one that {@code range} begins in. */
    Mono<Page<BalancerMetric>> page(
            UUID workspace, String granularity, TimeRange range, int limit, @Nullable String after) {
        Cursor cursor = Cursor.decode(after, 4);
        String position =
                cursor == null ? "" : "where (at, group_name, provider_name, model) < (:at, :group, :provider, :model)";
        var statement = database.sql(PAGE.formatted(source(granularity), position))
                .bind("workspace", workspace)
                .bind("granularity", granularity)
                .bind("from", start(range.from(), granularity))
                .bind("to", range.to())
                .bind("limit", limit + 1);
        if (cursor != null) {
            statement = statement
                    .bind("at", instant(cursor.parts().get(0)))
                    .bind("group", name(cursor.parts().get(1)))
                    .bind("provider", name(cursor.parts().get(2)))
                    .bind("model", name(cursor.parts().get(3)));
        }
        return statement
                .map(row -> metric(row, granularity))
                .all()
                .collectList()
                .map(rows -> Page.of(rows, limit, BalancerReader::cursor));
    }

    private static String source(String granularity) {
        return switch (granularity) {
            case "day" -> DAYS;
            case "month" -> MONTHS;
            default -> HOURS;
        };
    }

    private static Instant start(Instant from, String granularity) {
        return switch (granularity) {
            case "day" -> from.truncatedTo(ChronoUnit.DAYS);
            case "month" ->
                from.atOffset(ZoneOffset.UTC)
                        .withDayOfMonth(1)
                        .truncatedTo(ChronoUnit.DAYS)
                        .toInstant();
            default -> from.truncatedTo(ChronoUnit.HOURS);
        };
    }

    /** Of every target that got anything, to the hour. */
    public Flux<TargetTotals> totals(UUID workspace, TimeRange range) {
        return database.sql(TOTALS)
                .bind("workspace", workspace)
                .bind("from", range.from().truncatedTo(ChronoUnit.HOURS))
                .bind("to", range.to())
                .map(row -> new TargetTotals(
                        text(row, "group_name"),
                        text(row, "provider_name"),
                        text(row, "model"),
                        number(row, "requests"),
                        number(row, "successes"),
                        number(row, "latency_sum")))
                .all();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Cursor.unreadable();
        }
    }

    /** No name has a NUL, which PostgreSQL refuses. */
    private static String name(String part) {
        if (part.indexOf('\0') >= 0) {
            throw Cursor.unreadable();
        }
        return part;
    }

    private static String cursor(BalancerMetric last) {
        return Cursor.encode(last.at(), last.groupName(), last.provider(), last.model() == null ? "" : last.model());
    }

    private static BalancerMetric metric(Readable row, String granularity) {
        String model = text(row, "model");
        long requests = number(row, "requests");
        long successes = number(row, "successes");
        return new BalancerMetric(
                time(row, "at"),
                granularity,
                text(row, "group_name"),
                text(row, "provider_name"),
                model.isEmpty() ? null : model,
                requests,
                successes,
                number(row, "failures"),
                requests == 0 ? null : 100.0 * successes / requests,
                requests == 0 ? null : (double) number(row, "latency_sum") / requests,
                number(row, "latency_min"),
                number(row, "latency_max"),
                maybeDecimal(row, "share"));
    }
}
