package io.switchgear.query.span;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.opentelemetry.proto.trace.v1.Span.Event;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import org.jspecify.annotations.Nullable;

import io.switchgear.common.genai.GenAi;

/** Makes a stored span out of one of OTLP's. */
public final class SpanMapper {

    private static final int MAX_NAME = 256;
    private static final int MAX_MESSAGE = 1024;
    private static final int MAX_EVENTS = 32;
    private static final int MAX_EVENT_TEXT = 64 * 1024;

    /** Longest duration that is believed: 400 days, in microseconds. */
    private static final long MAX_DURATION = 400L * 86_400_000_000L;

    private SpanMapper() {}

    /** The span's start, to the microsecond. OTLP's times are unsigned: what overflows lies in the far future. */
    public static Instant startedAt(io.opentelemetry.proto.trace.v1.Span sent) {
        return time(sent.getStartTimeUnixNano());
    }

    /** @return why the span cannot be stored whatever its time; null if it can */
    public static @Nullable String invalid(io.opentelemetry.proto.trace.v1.Span sent) {
        if (Ids.trace(sent.getTraceId()) == null) {
            return "a trace id must be 16 bytes, not all zero";
        }
        if (Ids.span(sent.getSpanId()) == null) {
            return "a span id must be 8 bytes, not all zero";
        }
        if (!sent.getParentSpanId().isEmpty() && sent.getParentSpanId().size() != 8) {
            return "a parent span id must be empty or 8 bytes";
        }
        return null;
    }

    /**
     * The stored form of a valid span.
     *
     * @param trusted whether {@code switchgear.*} attributes are the sender's to write
     * @throws IllegalArgumentException if it is {@link #invalid}
     */
    public static Span map(UUID workspace, String service, boolean trusted, io.opentelemetry.proto.trace.v1.Span sent) {
        UUID traceId = Ids.trace(sent.getTraceId());
        Long spanId = Ids.span(sent.getSpanId());
        if (traceId == null || spanId == null) {
            throw new IllegalArgumentException(invalid(sent));
        }
        var attributes = Attributes.of(sent.getAttributesList(), trusted);
        var call = Conventions.read(attributes, eventQuality(sent.getEventsList()));
        var status = status(sent, attributes);
        Long parent = Ids.span(sent.getParentSpanId());
        return new Span(
                workspace,
                traceId,
                spanId,
                parent,
                startedAt(sent),
                duration(sent),
                sent.getName().isBlank() ? "unnamed" : Text.bounded(sent.getName(), MAX_NAME),
                sent.getKindValue(),
                role(attributes, call, sent.getKind(), parent == null),
                Text.key(service),
                status,
                status == SpanStatus.ERROR ? errorType(attributes, sent.getEventsList()) : null,
                Text.boundedOrNull(sent.getStatus().getMessage(), MAX_MESSAGE),
                call,
                attributes.json(),
                Attributes.json(events(sent.getEventsList(), trusted)),
                false);
    }

    private static SpanRole role(Attributes attributes, GenAiCall call, SpanKind kind, boolean root) {
        String own = attributes.text(GenAi.KIND);
        if ("request".equals(own)) {
            return SpanRole.REQUEST;
        }
        if ("attempt".equals(own)) {
            return SpanRole.ATTEMPT;
        }
        if ("probe".equals(own)) {
            // Asked by the router of an idle provider; nobody's request.
            return SpanRole.INTERNAL;
        }
        boolean server = kind == SpanKind.SPAN_KIND_SERVER || kind == SpanKind.SPAN_KIND_CONSUMER;
        if (Conventions.isInference(call) && !server) {
            return SpanRole.INFERENCE;
        }
        return server || root ? SpanRole.OPERATION : SpanRole.INTERNAL;
    }

    private static SpanStatus status(io.opentelemetry.proto.trace.v1.Span sent, Attributes attributes) {
        String outcome = attributes.text(GenAi.ATTEMPT_OUTCOME);
        if (outcome != null) {
            return switch (outcome) {
                case "success" -> SpanStatus.OK;
                case "cancelled" -> SpanStatus.CANCELLED;
                default -> SpanStatus.ERROR;
            };
        }
        return switch (sent.getStatus().getCode()) {
            case StatusCode.STATUS_CODE_ERROR -> SpanStatus.ERROR;
            case StatusCode.STATUS_CODE_OK -> SpanStatus.OK;
            default -> attributes.has(GenAi.ERROR_TYPE) ? SpanStatus.ERROR : SpanStatus.OK;
        };
    }

    /** Said by the span, else by the exception that it recorded. */
    private static @Nullable String errorType(Attributes span, List<Event> events) {
        String named = span.text(Names.ERROR_TYPE);
        if (named != null) {
            return named;
        }
        for (Event event : events.reversed()) {
            if (event.getName().equals("exception")) {
                return Attributes.of(event.getAttributesList(), false).text("exception.type");
            }
        }
        return null;
    }

    private static @Nullable Double eventQuality(List<Event> events) {
        var scores = events.stream()
                .filter(event -> event.getName().equals("gen_ai.evaluation.result"))
                .map(event -> Attributes.of(event.getAttributesList(), false).number("gen_ai.evaluation.score.value"))
                .filter(score -> score != null)
                .mapToDouble(Double::doubleValue)
                .average();
        return scores.isPresent() ? scores.getAsDouble() : null;
    }

    private static List<Map<String, Object>> events(List<Event> sent, boolean trusted) {
        var events = new ArrayList<Map<String, Object>>();
        var room = new Attributes.Room(MAX_EVENT_TEXT);
        for (Event event : sent.subList(0, Math.min(sent.size(), MAX_EVENTS))) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("name", room.cut(event.getName(), MAX_NAME));
            fields.put(
                    "at",
                    time(event.getTimeUnixNano()).truncatedTo(ChronoUnit.MILLIS).toString());
            fields.put(
                    "attributes",
                    Attributes.of(event.getAttributesList(), trusted, room).values());
            events.add(fields);
        }
        return events;
    }

    private static long duration(io.opentelemetry.proto.trace.v1.Span sent) {
        long nanos = sent.getEndTimeUnixNano() - sent.getStartTimeUnixNano();
        return Math.clamp(nanos / 1000, 0, MAX_DURATION);
    }

    private static Instant time(long unixNanos) {
        long seconds = Long.divideUnsigned(unixNanos, 1_000_000_000);
        long nanos = Long.remainderUnsigned(unixNanos, 1_000_000_000);
        return Instant.ofEpochSecond(seconds, nanos).truncatedTo(ChronoUnit.MICROS);
    }
}
