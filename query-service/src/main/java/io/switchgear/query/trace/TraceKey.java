package io.switchgear.query.trace;

import java.util.UUID;

/**
 * A trace of a workspace.
 *
 * @param workspace the tenant
 * @param traceId 16 bytes
 */
public record TraceKey(UUID workspace, UUID traceId) {}
