package io.switchgear.query.trace;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.query.span.Ids;
import io.switchgear.query.span.SpanStatus;

import static io.switchgear.query.bulk.Columns.required;

/**
 * A span in the tree of its trace.
 *
 * @param spanId 16 hex digits
 * @param parentSpanId null for a root; a parent that never arrived is named all the same
 * @param name of the operation
 * @param kind {@code internal}, {@code server}, {@code client}, {@code producer}, {@code consumer}
 * @param role {@code request}, {@code attempt}, {@code inference}, {@code operation}, {@code internal}
 * @param counted whether it counts as a request
 * @param service it is of
 * @param status outcome
 * @param errorType {@code error.type}
 * @param statusMessage what the sender says about the error
 * @param startedAt start
 * @param durationMs duration
 * @param operation GenAI operation
 * @param provider GenAI provider
 * @param requestModel the model asked for
 * @param responseModel the model that answered
 * @param inputTokens null if not said
 * @param outputTokens null if not said
 * @param costUsd null if not known
 * @param timeToFirstTokenMs null if not said
 * @param attributes as they were sent
 * @param events name, time and attributes of each
 * @param children spans below it, by start
 */
record SpanNode(
        String spanId,
        @Nullable String parentSpanId,
        String name,
        String kind,
        String role,
        boolean counted,
        String service,
        SpanStatus status,
        @Nullable String errorType,
        @Nullable String statusMessage,
        Instant startedAt,
        double durationMs,
        @Nullable String operation,
        @Nullable String provider,
        @Nullable String requestModel,
        @Nullable String responseModel,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable Double costUsd,
        @Nullable Double timeToFirstTokenMs,
        Map<String, Object> attributes,
        List<Map<String, Object>> events,
        List<SpanNode> children) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> KINDS =
            List.of("internal", "internal", "server", "client", "producer", "consumer");

    SpanNode with(List<SpanNode> below) {
        return new SpanNode(
                spanId,
                parentSpanId,
                name,
                kind,
                role,
                counted,
                service,
                status,
                errorType,
                statusMessage,
                startedAt,
                durationMs,
                operation,
                provider,
                requestModel,
                responseModel,
                inputTokens,
                outputTokens,
                costUsd,
                timeToFirstTokenMs,
                attributes,
                events,
                below);
    }

    static SpanNode read(Readable row) {
        Long parent = row.get("parent_span_id", Long.class);
        Long cost = row.get("cost_nano_usd", Long.class);
        Long firstToken = row.get("first_token_us", Long.class);
        int kind = required(row, "kind", Integer.class);
        return new SpanNode(
                Ids.hex(required(row, "span_id", Long.class)),
                parent == null ? null : Ids.hex(parent),
                required(row, "name", String.class),
                kind >= 0 && kind < KINDS.size() ? KINDS.get(kind) : "internal",
                required(row, "role", String.class),
                required(row, "counted", Boolean.class),
                required(row, "service", String.class),
                SpanStatus.of(required(row, "status", String.class)),
                row.get("error_type", String.class),
                row.get("status_message", String.class),
                required(row, "started_at", Instant.class),
                required(row, "duration_us", Long.class) / 1e3,
                row.get("operation", String.class),
                row.get("provider", String.class),
                row.get("request_model", String.class),
                row.get("response_model", String.class),
                row.get("input_tokens", Long.class),
                row.get("output_tokens", Long.class),
                cost == null ? null : cost / 1e9,
                firstToken == null ? null : firstToken / 1e3,
                JSON.readValue(required(row, "attributes", String.class), new TypeReference<Map<String, Object>>() {}),
                JSON.readValue(
                        required(row, "events", String.class), new TypeReference<List<Map<String, Object>>>() {}),
                List.of());
    }
}
