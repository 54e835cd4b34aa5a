package io.switchgear.router.telemetry;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.trace.Traceparent;

/**
 * A span's place in its trace.
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 * @param parentId 16 hex digits; null for a root
 */
public record TraceContext(
        String traceId, String spanId, @Nullable String parentId) {

    /** Continues the caller's trace, or begins one. */
    public static TraceContext continuing(@Nullable String traceparent) {
        Traceparent sent = Traceparent.parse(traceparent);
        if (sent != null) {
            return new TraceContext(sent.traceId(), Traceparent.newSpanId(), sent.spanId());
        }
        Traceparent begun = Traceparent.begin();
        return new TraceContext(begun.traceId(), begun.spanId(), null);
    }

    public TraceContext child() {
        return new TraceContext(traceId, Traceparent.newSpanId(), spanId);
    }
}
