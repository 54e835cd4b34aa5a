package io.switchgear.query.trace;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.genai.GenAi;
import io.switchgear.query.span.SpanStatus;

/**
 * One trace with everything known of it: the fields of {@link TraceItem}, and
 *
 * @param attemptDetails the router's attempts at providers, by start
 * @param circuitEvents attempts that met a circuit which was not closed; the ledger itself is health-service's
 * @param spans roots of the tree
 * @param spanCount how many spans the trace has
 * @param spansTruncated whether there are more than are shown
 */
record TraceDetail(
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
        long attempts,
        @Nullable String error,
        List<Attempt> attemptDetails,
        List<CircuitSighting> circuitEvents,
        List<SpanNode> spans,
        long spanCount,
        boolean spansTruncated) {

    /**
     * One try of the router at one target.
     *
     * @param spanId its span
     * @param number from 1
     * @param provider the target's provider
     * @param model the target's model
     * @param outcome {@code success}, {@code cancelled}, {@code client}, or a failure category
     * @param circuitState of the provider when it was tried
     * @param httpStatus of the provider's answer
     * @param startedAt start
     * @param durationMs duration
     */
    record Attempt(
            String spanId,
            @Nullable Long number,
            @Nullable String provider,
            @Nullable String model,
            @Nullable String outcome,
            @Nullable String circuitState,
            @Nullable Long httpStatus,
            Instant startedAt,
            double durationMs) {

        static Attempt of(SpanNode span) {
            return new Attempt(
                    span.spanId(),
                    whole(span, GenAi.ATTEMPT_NUMBER),
                    span.provider(),
                    span.responseModel() != null ? span.responseModel() : span.requestModel(),
                    text(span, GenAi.ATTEMPT_OUTCOME),
                    text(span, GenAi.CIRCUIT_STATE),
                    whole(span, GenAi.HTTP_STATUS),
                    span.startedAt(),
                    span.durationMs());
        }
    }

    /**
     * An attempt that met a circuit which was not closed.
     *
     * @param provider whose circuit
     * @param state {@code open} or {@code half-open}
     * @param spanId the attempt
     * @param at when
     */
    record CircuitSighting(@Nullable String provider, String state, String spanId, Instant at) {}

    static TraceDetail of(TraceRow row, List<SpanNode> found, int limit) {
        List<SpanNode> spans = found.size() > limit ? found.subList(0, limit) : found;
        TraceItem item = TraceItem.of(row);
        List<Attempt> attemptDetails = spans.stream()
                .filter(span -> span.role().equals("attempt"))
                .map(Attempt::of)
                .toList();
        return new TraceDetail(
                item.traceId(),
                item.name(),
                item.service(),
                item.provider(),
                item.model(),
                item.status(),
                item.startedAt(),
                item.durationMs(),
                item.inputTokens(),
                item.outputTokens(),
                item.costUsd(),
                item.attempts(),
                row.error(),
                attemptDetails,
                attemptDetails.stream()
                        .map(TraceDetail::sighting)
                        .filter(Objects::nonNull)
                        .toList(),
                SpanTree.of(spans),
                row.sums().spans(),
                found.size() > limit);
    }

    private static @Nullable CircuitSighting sighting(Attempt attempt) {
        String state = attempt.circuitState();
        return state == null || state.equals("closed")
                ? null
                : new CircuitSighting(attempt.provider(), state, attempt.spanId(), attempt.startedAt());
    }

    private static @Nullable String text(SpanNode span, String attribute) {
        Object value = span.attributes().get(attribute);
        return value == null ? null : value.toString();
    }

    private static @Nullable Long whole(SpanNode span, String attribute) {
        return span.attributes().get(attribute) instanceof Number number ? number.longValue() : null;
    }
}
