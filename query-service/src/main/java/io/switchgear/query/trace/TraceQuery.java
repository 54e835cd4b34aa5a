package io.switchgear.query.trace;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The query parameters of the trace list, as sent.
 *
 * @param range {@code 1h}, {@code 24h}, {@code 7d} or {@code 30d}; without it and {@code from}, {@code to}: all that is kept
 * @param from RFC 3339
 * @param to RFC 3339
 * @param status {@code ok} or {@code error}
 * @param service exactly
 * @param model exactly, asked for or answering
 * @param provider exactly
 * @param minDurationMs milliseconds
 * @param q trace id or span id exactly, else text within names and errors
 * @param limit 1–500
 * @param cursor from the page before
 */
record TraceQuery(
        @Nullable String range,
        @Nullable String from,
        @Nullable String to,
        @Nullable String status,
        @Nullable String service,
        @Nullable String model,
        @Nullable String provider,
        @Nullable Double minDurationMs,
        @Nullable String q,
        int limit,
        @Nullable String cursor) {

    List<@Nullable Object> parts() {
        return Arrays.asList(range, from, to, status, service, model, provider, minDurationMs, q, limit, cursor);
    }
}
