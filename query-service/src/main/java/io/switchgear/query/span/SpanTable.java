package io.switchgear.query.span;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import reactor.core.publisher.Mono;

import io.switchgear.query.bulk.CopyRows;
import io.switchgear.query.bulk.Session;

import static io.switchgear.query.bulk.Columns.required;

/** The table of raw spans. */
public final class SpanTable {

    private static final List<String> COLUMNS = List.of(
            "workspace_id",
            "day",
            "trace_id",
            "span_id",
            "parent_span_id",
            "started_at",
            "duration_us",
            "name",
            "kind",
            "role",
            "counted",
            "service",
            "status",
            "error_type",
            "status_message",
            "operation",
            "provider",
            "request_model",
            "response_model",
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            "reasoning_tokens",
            "cost_nano_usd",
            "first_token_us",
            "api_key",
            "attempts",
            "session_id",
            "user_id",
            "agent",
            "tool",
            "quality",
            "attributes",
            "events",
            "price_version",
            "other");

    private SpanTable() {}

    /** Keys of those that are stored already. */
    public static Mono<Set<SpanKey>> known(Session session, List<Span> spans) {
        if (spans.isEmpty()) {
            return Mono.just(Set.of());
        }
        return session.query(
                        """
                        select k.* from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::date[])
                            as k (workspace_id, trace_id, span_id, day)
                        cross join lateral (
                            select from spans where workspace_id = k.workspace_id and trace_id = k.trace_id
                                and span_id = k.span_id and day = k.day
                            limit 1) as s
                        """,
                        row -> new SpanKey(
                                required(row, "workspace_id", UUID.class),
                                required(row, "trace_id", UUID.class),
                                required(row, "span_id", Long.class),
                                required(row, "day", LocalDate.class)),
                        spans.stream().map(Span::workspace).toArray(UUID[]::new),
                        spans.stream().map(Span::traceId).toArray(UUID[]::new),
                        spans.stream().map(Span::spanId).toArray(Long[]::new),
                        spans.stream().map(Span::day).toArray(LocalDate[]::new))
                .collect(Collectors.toSet());
    }

    /** Stores spans; fails on the primary key if one of them is stored already. */
    public static Mono<Void> append(Session session, List<Span> spans) {
        return Mono.defer(() -> {
            var rows = new CopyRows(COLUMNS);
            spans.forEach(span -> add(rows, span));
            return session.copy("spans", rows).then();
        });
    }

    private static void add(CopyRows rows, Span span) {
        GenAiCall call = span.call();
        Tokens tokens = call.tokens();
        rows.startRow()
                .add(span.workspace())
                .add(span.day())
                .add(span.traceId())
                .add(span.spanId())
                .add(span.parentSpanId())
                .add(span.startedAt())
                .add(span.durationMicros())
                .add(span.name())
                .addSmall(span.kind())
                .add(span.role().wire())
                .add(span.countsAlone())
                .add(span.service())
                .add(span.status().wire())
                .add(span.errorType())
                .add(span.statusMessage())
                .add(call.operation())
                .add(call.provider())
                .add(call.requestModel())
                .add(call.responseModel())
                .add(tokens.input())
                .add(tokens.output())
                .add(tokens.cacheRead())
                .add(tokens.cacheWrite())
                .add(tokens.reasoning())
                .add(call.costNanoUsd())
                .add(call.firstTokenMicros())
                .add(call.apiKey())
                .add(call.attempts())
                .add(call.session())
                .add(call.user())
                .add(call.agent())
                .add(call.tool())
                .add(call.quality())
                .addJson(span.attributes())
                .addJson(span.events())
                .add(call.priceVersion())
                .add(span.other());
    }
}
