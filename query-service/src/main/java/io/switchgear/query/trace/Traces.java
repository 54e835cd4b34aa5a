package io.switchgear.query.trace;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.paging.Page;

import static io.switchgear.query.bulk.Columns.required;

/** Reads traces. Every statement filters by workspace. */
@Component
class Traces {

    /** Spans of one trace that are shown; a trace may have more. */
    private static final int MAX_SPANS = 2000;

    private final DatabaseClient database;
    private final TraceParts parts;

    Traces(DatabaseClient database, TraceParts parts) {
        this.database = database;
        this.parts = parts;
    }

    private record Listed(TraceRow row, Instant readAt) {}

    /** A page, newest first. */
    Mono<Page<TraceItem>> list(UUID workspace, TraceFilter filter, int limit, @Nullable TraceCursor cursor) {
        return parts.find(workspace, filter, cursor)
                .flatMap(found -> fill(new Reading(workspace, filter, cursor, limit + 1), found.iterator(), List.of()))
                .map(rows -> page(rows, limit, cursor));
    }

    private record Reading(
            UUID workspace, TraceFilter filter, @Nullable TraceCursor cursor, int wanted) {}

    /** One part after the other until there is enough. */
    private Mono<List<Listed>> fill(Reading reading, Iterator<TracePart> parts, List<Listed> found) {
        if (found.size() >= reading.wanted() || !parts.hasNext()) {
            return Mono.just(found);
        }
        return read(reading, parts.next(), reading.wanted() - found.size())
                .flatMap(more -> fill(
                        reading,
                        parts,
                        Stream.concat(found.stream(), more.stream()).toList()));
    }

    private Mono<List<Listed>> read(Reading reading, TracePart part, int rows) {
        var parameters = new HashMap<String, Object>();
        parameters.put("workspace", reading.workspace());
        parameters.put("rows", rows);
        var sql = new StringBuilder(
                "select t.*, statement_timestamp() as read_at from traces t where workspace_id = :workspace");
        where(sql, parameters, reading.filter(), part);
        TraceCursor cursor = reading.cursor();
        if (cursor != null) {
            sql.append(" and arrived_at <= :watermark and listed_at <= :listedAt and day <= :cursorDay")
                    .append(" and (listed_at, trace_id) < (:listedAt, :traceId)");
            parameters.put("watermark", cursor.watermark());
            parameters.put("listedAt", cursor.listedAt());
            parameters.put("cursorDay", LocalDate.ofInstant(cursor.listedAt(), ZoneOffset.UTC));
            parameters.put("traceId", cursor.traceId());
        }
        sql.append(" order by listed_at desc, trace_id desc limit :rows");
        return database.sql(sql.toString())
                .bindValues(parameters)
                .map(row -> new Listed(TraceTable.read(row), required(row, "read_at", Instant.class)))
                .all()
                .collectList();
    }

    private static Page<TraceItem> page(List<Listed> rows, int limit, @Nullable TraceCursor cursor) {
        Page<Listed> page = Page.of(
                rows,
                limit,
                last -> new TraceCursor(
                                cursor == null ? last.readAt() : cursor.watermark(),
                                last.row().listedAt(),
                                last.row().key().traceId())
                        .encode());
        return new Page<>(
                page.items().stream().map(item -> TraceItem.of(item.row())).toList(), page.nextCursor());
    }

    private static void where(StringBuilder sql, Map<String, Object> parameters, TraceFilter filter, TracePart part) {
        var range = filter.range();
        if (range != null) {
            // A trace's partition is the day of the span that came first.
            sql.append(" and day between :firstDay and :lastDay and listed_at >= :from and listed_at < :to");
            parameters.put("firstDay", LocalDate.ofInstant(range.from(), ZoneOffset.UTC));
            parameters.put("lastDay", LocalDate.ofInstant(range.to(), ZoneOffset.UTC));
            parameters.put("from", range.from());
            parameters.put("to", range.to());
        }
        if (part.first() != null) {
            sql.append(" and day >= :partFirst");
            parameters.put("partFirst", part.first());
        }
        if (part.last() != null) {
            sql.append(" and day <= :partLast");
            parameters.put("partLast", part.last());
        }
        if (part.shapes() == null) {
            filter.conditions(sql, parameters);
        } else {
            // All that the planner is to know: conditions that say the same again would spoil its estimate.
            sql.append(" and shape_id = any(:shapes)");
            parameters.put("shapes", part.shapes().toArray(Long[]::new));
        }
        if (filter.minDurationMs() != null) {
            sql.append(" and duration_us >= :leastMicros");
            parameters.put("leastMicros", filter.leastMicros());
        }
        search(sql, parameters, filter, part);
    }

    private static void search(StringBuilder sql, Map<String, Object> parameters, TraceFilter filter, TracePart part) {
        String text = filter.text();
        if (part.texts() != null) {
            sql.append(" and text_id = any(:texts)");
            parameters.put("texts", part.texts().toArray(Long[]::new));
        } else if (text != null) {
            sql.append(" and search like :searched");
            parameters.put("searched", text);
        } else if (filter.traceId() != null) {
            sql.append(" and trace_id = :searched");
            parameters.put("searched", filter.traceId());
        } else if (filter.spanId() != null) {
            sql.append(" and trace_id in (select trace_id from spans"
                    + " where workspace_id = :workspace and span_id = :searched)");
            parameters.put("searched", filter.spanId());
        }
    }

    /** A trace with its spans; empty if the workspace has none of this id. */
    Mono<TraceDetail> find(UUID workspace, UUID traceId) {
        return database.sql("select * from traces where workspace_id = :workspace and trace_id = :trace order by day")
                .bind("workspace", workspace)
                .bind("trace", traceId)
                .map(TraceTable::read)
                .all()
                .collectList()
                .filter(rows -> !rows.isEmpty())
                .flatMap(rows -> spans(workspace, traceId, rows)
                        .map(spans -> TraceDetail.of(rows.getFirst(), spans, MAX_SPANS)));
    }

    private Mono<List<SpanNode>> spans(UUID workspace, UUID traceId, List<TraceRow> rows) {
        LocalDate first = rows.stream()
                .map(row -> row.days().first())
                .min(LocalDate::compareTo)
                .orElseThrow();
        LocalDate last = rows.stream()
                .map(row -> row.days().last())
                .max(LocalDate::compareTo)
                .orElseThrow();
        return database.sql("""
            select * from spans where workspace_id = :workspace and trace_id = :trace
                and day between :first and :last
            order by started_at, span_id limit :rows
            """)
                .bind("workspace", workspace)
                .bind("trace", traceId)
                .bind("first", first)
                .bind("last", last)
                .bind("rows", MAX_SPANS + 1)
                .map(SpanNode::read)
                .all()
                .collectList();
    }
}
