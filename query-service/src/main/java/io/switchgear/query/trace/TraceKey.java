package io.switchgear.query.trace;

import java.util.UUID;

import io.switchgear.query.span.Span;

/**
 * A trace of a workspace.
 *
 * @param workspace the tenant
 * @param traceId 16 bytes
 */
public record TraceKey(UUID workspace, UUID traceId) {

    public static TraceKey of(Span span) {
        return new TraceKey(span.workspace(), span.traceId());
    }
}
