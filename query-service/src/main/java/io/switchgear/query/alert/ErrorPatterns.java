package io.switchgear.query.alert;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.paging.TimeRange;
import io.switchgear.query.rollup.Dimension;
import io.switchgear.query.rollup.Rollups;
import io.switchgear.query.rollup.Series;
import io.switchgear.query.rollup.Totals;

import static io.switchgear.query.bulk.Columns.required;

/** Finds what fails, by service, provider and type of error. */
@Component
class ErrorPatterns {

    private static final String FAILED = """
        select case role when 'attempt' then 'attempt' when 'operation' then 'operation' else 'request' end as what,
               service, coalesce(provider, '') as provider, coalesce(error_type, '') as error_type,
               count(*) as count, min(started_at) as first_seen, max(started_at) as last_seen,
               (array_agg(trace_id order by started_at desc))[1] as trace_id
        from spans
        where workspace_id = :workspace and day between :firstDay and :lastDay
            and started_at >= :from and started_at < :to and status = 'error'
            and (role in ('request', 'attempt', 'operation') or (role = 'inference' and counted))
        group by 1, 2, 3, 4
        """;

    private final DatabaseClient database;
    private final Rollups rollups;

    ErrorPatterns(DatabaseClient database, Rollups rollups) {
        this.database = database;
        this.rollups = rollups;
    }

    private record Found(String what, ErrorPattern pattern) {}

    /** All patterns of the range. */
    Mono<List<ErrorPattern>> find(UUID workspace, TimeRange range) {
        return Mono.zip(
                        failed(workspace, range),
                        totals(workspace, Series.REQUEST, range, Dimension.SERVICE),
                        totals(workspace, Series.OPERATION, range, Dimension.SERVICE),
                        totals(workspace, Series.ATTEMPT, range, Dimension.PROVIDER))
                .map(read -> read.getT1().stream()
                        .map(found -> switch (found.what()) {
                            case "attempt" ->
                                of(
                                        found,
                                        read.getT4()
                                                .getOrDefault(found.pattern().provider(), 0L));
                            case "operation" ->
                                of(
                                        found,
                                        read.getT3()
                                                .getOrDefault(found.pattern().service(), 0L));
                            default ->
                                of(
                                        found,
                                        read.getT2()
                                                .getOrDefault(found.pattern().service(), 0L));
                        })
                        .toList());
    }

    private static ErrorPattern of(Found found, long total) {
        var p = found.pattern();
        return new ErrorPattern(
                p.attempts(),
                p.service(),
                p.provider(),
                p.errorType(),
                p.count(),
                total,
                p.firstSeen(),
                p.lastSeen(),
                p.traceId());
    }

    private Mono<List<Found>> failed(UUID workspace, TimeRange range) {
        return database.sql(FAILED)
                .bind("workspace", workspace)
                .bind("firstDay", LocalDate.ofInstant(range.from(), ZoneOffset.UTC))
                .bind("lastDay", LocalDate.ofInstant(range.to(), ZoneOffset.UTC))
                .bind("from", range.from())
                .bind("to", range.to())
                .map(row -> new Found(
                        required(row, "what", String.class),
                        new ErrorPattern(
                                "attempt".equals(required(row, "what", String.class)),
                                required(row, "service", String.class),
                                required(row, "provider", String.class),
                                required(row, "error_type", String.class),
                                required(row, "count", Long.class),
                                0,
                                required(row, "first_seen", Instant.class),
                                required(row, "last_seen", Instant.class),
                                required(row, "trace_id", UUID.class))))
                .all()
                .collectList();
    }

    private Mono<Map<String, Long>> totals(UUID workspace, String kind, TimeRange range, Dimension by) {
        return rollups.totals(workspace, kind, range, by).map(rows -> {
            var counts = new HashMap<String, Long>();
            for (Totals row : rows) {
                counts.put(row.group(), row.count());
            }
            return counts;
        });
    }
}
