package io.switchgear.query.trace;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.paging.TimeRange;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.query.span.Ids;
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

    /** Whether it asks for anything that shapes tell. */
    boolean byShape() {
        return status != null || service != null || model != null || provider != null || minDurationMs != null;
    }

    /** The trace id that is searched for. */
    @Nullable
    UUID traceId() {
        return q == null ? null : Ids.traceFromHex(q);
    }

    /** The span id that is searched for. */
    @Nullable
    Long spanId() {
        return q == null ? null : Ids.spanFromHex(q);
    }

    /** The text that is searched for, as a pattern for {@code like}; null where {@code q} is an id. */
    @Nullable
    String text() {
        if (q == null || traceId() != null || spanId() != null) {
            return null;
        }
        String literal = q.toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
        return "%" + literal + "%";
    }

    long leastMicros() {
        return minDurationMs == null ? 0 : Math.round(minDurationMs * 1e3);
    }

    /** Conditions on the columns that traces and their shapes have alike. */
    void conditions(StringBuilder sql, Map<String, Object> parameters) {
        equal(sql, parameters, "status", status == null ? null : status.wire());
        equal(sql, parameters, "service", service);
        equal(sql, parameters, "provider", provider);
        if (model != null) {
            sql.append(" and (response_model = :model or request_model = :model)");
            parameters.put("model", model);
        }
    }

    private static void equal(
            StringBuilder sql, Map<String, Object> parameters, String column, @Nullable String value) {
        if (value != null) {
            sql.append(" and ").append(column).append(" = :").append(column);
            parameters.put(column, value);
        }
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
