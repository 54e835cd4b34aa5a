package io.switchgear.query.span;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What makes a span sent again the same span.
 *
 * @param workspace the tenant
 * @param traceId 16 bytes
 * @param spanId 8 bytes
 * @param day of its start, UTC
 */
public record SpanKey(UUID workspace, UUID traceId, long spanId, LocalDate day) {}
