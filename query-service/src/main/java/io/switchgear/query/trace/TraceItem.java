package io.switchgear.query.trace;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.query.span.Ids;
import io.switchgear.query.span.SpanStatus;

/**
 * A trace in a list: its entry span, with the sums over its requests.
 *
 * @param traceId 32 hex digits
 * @param name of the entry span
 * @param service that the entry span is of
 * @param provider of the first GenAI call
 * @param model that answered the first GenAI call, else the one asked for
 * @param status of the entry span
 * @param startedAt start of the entry span
 * @param durationMs duration of the entry span
 * @param inputTokens sum over the trace's requests
 * @param outputTokens sum over the trace's requests
 * @param costUsd sum over the trace's requests
 * @param attempts tries at providers, over the trace's requests
 */
public record TraceItem(
        String traceId,
        String name,
        String service,
        @Nullable String provider,
        @Nullable String model,
        SpanStatus status,
        Instant startedAt,
        double durationMs,
        long inputTokens,
        long outputTokens,
        double costUsd,
        long attempts) {

    static TraceItem of(TraceRow row) {
        var call = row.call();
        String answered = call == null ? null : call.responseModel();
        return new TraceItem(
                Ids.hex(row.key().traceId()),
                row.entry().name(),
                row.entry().service(),
                call == null ? null : call.provider(),
                answered != null || call == null ? answered : call.requestModel(),
                row.entry().status(),
                row.entry().startedAt(),
                row.entry().durationMicros() / 1e3,
                row.sums().inputTokens(),
                row.sums().outputTokens(),
                row.sums().costNanoUsd() / 1e9,
                row.sums().attempts());
    }
}
