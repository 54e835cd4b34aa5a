package io.switchgear.query.span;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A span as it is stored.
 *
 * @param workspace the tenant
 * @param traceId 16 bytes
 * @param spanId 8 bytes
 * @param parentSpanId null for a root
 * @param startedAt to the microsecond
 * @param durationMicros never negative
 * @param name of the operation
 * @param kind OTLP's SpanKind
 * @param role for counting
 * @param service {@code service.name}
 * @param status outcome
 * @param errorType {@code error.type}
 * @param statusMessage what the sender says about the error
 * @param call its GenAI side
 * @param attributes all attributes, as JSON
 * @param events its events, as JSON
 * @param other whether it is counted with all that a workspace has too many of
 */
public record Span(
        UUID workspace,
        UUID traceId,
        long spanId,
        @Nullable Long parentSpanId,
        Instant startedAt,
        long durationMicros,
        String name,
        int kind,
        SpanRole role,
        String service,
        SpanStatus status,
        @Nullable String errorType,
        @Nullable String statusMessage,
        GenAiCall call,
        String attributes,
        String events,
        boolean other) {

    public Span priced(long nanoUsd, String version) {
        return with(call.priced(nanoUsd, version), other);
    }

    public Span asOther() {
        return with(call, true);
    }

    private Span with(GenAiCall newCall, boolean isOther) {
        return new Span(
                workspace,
                traceId,
                spanId,
                parentSpanId,
                startedAt,
                durationMicros,
                name,
                kind,
                role,
                service,
                status,
                errorType,
                statusMessage,
                newCall,
                attributes,
                events,
                isOther);
    }

    public LocalDate day() {
        return LocalDate.ofInstant(startedAt, ZoneOffset.UTC);
    }

    public SpanKey key() {
        return new SpanKey(workspace, traceId, spanId, day());
    }

    /** Whether it counts as a request as long as nothing else is known of its trace. */
    public boolean countsAlone() {
        return role == SpanRole.REQUEST || role == SpanRole.INFERENCE;
    }
}
