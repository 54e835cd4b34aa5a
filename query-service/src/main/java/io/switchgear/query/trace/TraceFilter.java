package io.switchgear.query.trace;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.paging.TimeRange;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.query.span.SpanStatus;

/**
 * Which traces to list; null does not filter.
 *
 * @param range when they started
 * @param status of the entry span
 * @param service of the entry span
 * @param model asked for, or that answered
 * @param provider of the first GenAI call
 * @param minDurationMs least duration of the entry span
 * @param q a trace id or span id, else text within the names and errors of its spans
 */
record TraceFilter(
        @Nullable TimeRange range,
        @Nullable SpanStatus status,
        @Nullable String service,
        @Nullable String model,
        @Nullable String provider,
        @Nullable Double minDurationMs,
        @Nullable String q) {

    static final TraceFilter NONE = new TraceFilter(null, null, null, null, null, null, null);

    /** @throws ProblemException 400 for a value that cannot be filtered by */
    static TraceFilter parse(TraceQuery query, Instant now) {
        boolean ranged = query.range() != null || query.from() != null || query.to() != null;
        Double least = query.minDurationMs();
        if (least != null && !(least >= 0 && least <= 1e12)) {
            throw ProblemException.badRequest("bad_min_duration", "min_duration_ms must be a number of at least 0.");
        }
        return new TraceFilter(
                ranged ? TimeRange.parse(query.range(), query.from(), query.to(), now) : null,
                status(query.status()),
                text("service", query.service()),
                text("model", query.model()),
                text("provider", query.provider()),
                least,
                text("q", query.q()));
    }

    private static @Nullable SpanStatus status(@Nullable String status) {
        return switch (status) {
            case null -> null;
            case "ok" -> SpanStatus.OK;
            case "error" -> SpanStatus.ERROR;
            default -> throw ProblemException.badRequest("bad_status", "status must be ok or error.");
        };
    }

    /** Blank does not filter. */
    private static @Nullable String text(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > 256 || value.indexOf('\0') >= 0) {
            throw ProblemException.badRequest("bad_filter", name + " must have at most 256 characters of text.");
        }
        return value.strip();
    }
}
