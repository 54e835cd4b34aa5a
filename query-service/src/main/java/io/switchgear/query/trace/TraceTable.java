package io.switchgear.query.trace;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.switchgear.query.bulk.CopyRows;
import io.switchgear.query.bulk.Session;
import io.switchgear.query.span.SpanStatus;

import static io.switchgear.query.bulk.Columns.required;

/** The table of traces. Rows are read, changed and written back under the workspace's lock. */
final class TraceTable {

    private static final List<String> COLUMNS = List.of(
            "workspace_id",
            "day",
            "trace_id",
            "listed_at",
            "first_day",
            "last_day",
            "entry_span_id",
            "entry_is_root",
            "started_at",
            "duration_us",
            "name",
            "service",
            "status",
            "call_span_id",
            "call_started_at",
            "provider",
            "request_model",
            "response_model",
            "input_tokens",
            "output_tokens",
            "cost_nano_usd",
            "attempts",
            "spans",
            "requests",
            "inferences",
            "error",
            "search",
            "shape_id",
            "text_id");

    /** An upsert, because it goes by the primary key whatever the planner thinks of the staged rows. */
    private static final String UPDATE = """
        insert into traces (%1$s) select %1$s from staged_traces
        on conflict (workspace_id, trace_id, day) do update set
            first_day = excluded.first_day, last_day = excluded.last_day,
            entry_span_id = excluded.entry_span_id, entry_is_root = excluded.entry_is_root,
            started_at = excluded.started_at, duration_us = excluded.duration_us, name = excluded.name,
            service = excluded.service, status = excluded.status, call_span_id = excluded.call_span_id,
            call_started_at = excluded.call_started_at, provider = excluded.provider,
            request_model = excluded.request_model, response_model = excluded.response_model,
            input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
            cost_nano_usd = excluded.cost_nano_usd, attempts = excluded.attempts, spans = excluded.spans,
            requests = excluded.requests, inferences = excluded.inferences, error = excluded.error,
            search = excluded.search, shape_id = excluded.shape_id, text_id = excluded.text_id
        """.formatted(String.join(", ", COLUMNS));

    private TraceTable() {}

    /**
     * The rows of these traces that start within a day of {@code from} to {@code to}. A trace that takes longer than a day is listed
     * once for each part.
     */
    static Mono<Map<TraceKey, TraceRow>> load(Session session, List<TraceKey> keys, LocalDate from, LocalDate to) {
        return session.query(
                        """
                        select t.* from unnest($1::uuid[], $2::uuid[]) as k (workspace_id, trace_id)
                        cross join lateral (
                            select * from traces where workspace_id = k.workspace_id and trace_id = k.trace_id
                                and day between $3 and $4
                            order by day limit 1) as t
                        """,
                        TraceTable::read,
                        keys.stream().map(TraceKey::workspace).toArray(UUID[]::new),
                        keys.stream().map(TraceKey::traceId).toArray(UUID[]::new),
                        from.minusDays(1),
                        to.plusDays(1))
                .collectMap(TraceRow::key);
    }

    /** Traces that have no row yet. */
    static Mono<Void> append(Session session, Collection<TraceRow> traces) {
        return session.copy("traces", rows(traces)).then();
    }

    /** Traces that have one. */
    static Mono<Void> update(Session session, Collection<TraceRow> traces) {
        return traces.isEmpty()
                ? Mono.empty()
                : session.stage("traces")
                        .then(session.copy("staged_traces", rows(traces)))
                        .then(session.execute(UPDATE))
                        .then();
    }

    /** Traces of a day that were written without shape and text. */
    static Mono<List<TraceRow>> withoutShape(Session session, UUID workspace, LocalDate day, int limit) {
        return session.query(
                        "select * from traces where workspace_id = $1 and day = $2 and shape_id = 0 limit $3",
                        TraceTable::read,
                        workspace,
                        day,
                        limit)
                .collectList();
    }

    /** Has traces of a day found by what they are. */
    static Mono<Void> setFacets(Session session, UUID workspace, LocalDate day, List<TraceRow> traces) {
        return session.execute(
                        """
                        update traces t set shape_id = k.shape_id, text_id = k.text_id
                        from unnest($3::uuid[], $4::bigint[], $5::bigint[]) as k (trace_id, shape_id, text_id)
                        where t.workspace_id = $1 and t.day = $2 and t.trace_id = k.trace_id
                        """,
                        workspace,
                        day,
                        traces.stream().map(trace -> trace.key().traceId()).toArray(UUID[]::new),
                        traces.stream().map(trace -> trace.shape().id()).toArray(Long[]::new),
                        traces.stream().map(TraceRow::textId).toArray(Long[]::new))
                .then();
    }

    private static CopyRows rows(Collection<TraceRow> traces) {
        var rows = new CopyRows(COLUMNS);
        traces.forEach(trace -> add(rows, trace));
        return rows;
    }

    private static void add(CopyRows rows, TraceRow trace) {
        var entry = trace.entry();
        var call = trace.call();
        var sums = trace.sums();
        rows.startRow()
                .add(trace.key().workspace())
                .add(trace.day())
                .add(trace.key().traceId())
                .add(trace.listedAt())
                .add(trace.days().first())
                .add(trace.days().last())
                .add(entry.spanId())
                .add(entry.root())
                .add(entry.startedAt())
                .add(entry.durationMicros())
                .add(entry.name())
                .add(entry.service())
                .add(entry.status().wire())
                .add(call == null ? null : (Long) call.spanId())
                .add(call == null ? null : call.startedAt())
                .add(call == null ? null : call.provider())
                .add(call == null ? null : call.requestModel())
                .add(call == null ? null : call.responseModel())
                .add(sums.inputTokens())
                .add(sums.outputTokens())
                .add(sums.costNanoUsd())
                .add(sums.attempts())
                .add(sums.spans())
                .add(sums.requests())
                .add(sums.inferences())
                .add(trace.error())
                .add(trace.search())
                .add(trace.shape().id())
                .add(trace.textId());
    }

    static TraceRow read(Readable row) {
        return new TraceRow(
                new TraceKey(required(row, "workspace_id", UUID.class), required(row, "trace_id", UUID.class)),
                required(row, "day", LocalDate.class),
                required(row, "listed_at", Instant.class),
                new TraceRow.Days(
                        required(row, "first_day", LocalDate.class), required(row, "last_day", LocalDate.class)),
                new TraceRow.Entry(
                        required(row, "entry_span_id", Long.class),
                        required(row, "entry_is_root", Boolean.class),
                        required(row, "started_at", Instant.class),
                        required(row, "duration_us", Long.class),
                        required(row, "name", String.class),
                        required(row, "service", String.class),
                        SpanStatus.of(required(row, "status", String.class))),
                call(row),
                new TraceRow.Sums(
                        required(row, "input_tokens", Long.class),
                        required(row, "output_tokens", Long.class),
                        required(row, "cost_nano_usd", Long.class),
                        required(row, "attempts", Long.class),
                        required(row, "spans", Long.class),
                        required(row, "requests", Long.class),
                        required(row, "inferences", Long.class)),
                row.get("error", String.class),
                required(row, "search", String.class));
    }

    private static TraceRow.@Nullable Call call(Readable row) {
        Long spanId = row.get("call_span_id", Long.class);
        return spanId == null
                ? null
                : new TraceRow.Call(
                        spanId,
                        required(row, "call_started_at", Instant.class),
                        row.get("provider", String.class),
                        row.get("request_model", String.class),
                        row.get("response_model", String.class));
    }
}
