package io.switchgear.query.span;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

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

    /** Stores spans, each at most once; the keys of those that were there already. */
    public static Mono<List<SpanKey>> insert(Session session, List<Span> spans) {
        var rows = new CopyRows(COLUMNS);
        spans.forEach(span -> add(rows, span));
        return session.stage("spans")
                .then(session.copy("staged_spans", rows))
                .thenMany(session.query(
                        """
                        with added as (
                            insert into spans select * from staged_spans on conflict do nothing
                            returning workspace_id, trace_id, span_id, day)
                        select workspace_id, trace_id, span_id, day from staged_spans
                        except all select workspace_id, trace_id, span_id, day from added
                        """,
                        row -> new SpanKey(
                                required(row, "workspace_id", UUID.class),
                                required(row, "trace_id", UUID.class),
                                required(row, "span_id", Long.class),
                                required(row, "day", LocalDate.class))))
                .collectList();
    }

    private static void add(CopyRows rows, Span span) {
        GenAiCall call = span.call();
        Tokens tokens = call.tokens();
        rows.add(span.workspace())
                .add(span.day())
                .add(span.traceId())
                .add(span.spanId())
                .add(span.parentSpanId())
                .add(span.startedAt())
                .add(span.durationMicros())
                .add(span.name())
                .add(span.kind())
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
                .add(span.attributes())
                .add(span.events())
                .add(call.priceVersion())
                .add(span.other());
        rows.endRow();
    }
}
