package io.switchgear.router.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.price.Cost;
import io.switchgear.router.usage.Tally;

/**
 * A finished call with everything that was tried for it.
 *
 * @param workspaceId whose
 * @param span its place in the trace
 * @param operation {@code gen_ai.operation.name}
 * @param requestedModel as the caller wrote it
 * @param route the pool's name; null without one
 * @param streamed whether the answer was
 * @param attempts in order
 * @param served the attempt that answered; null if none did
 * @param answer what it said
 * @param cost null if nobody knows
 * @param status that the caller got
 * @param errorType {@code error.type}; null for success
 * @param error for people; null for success
 * @param timeToFirstTokenMs of a streamed answer; null for others
 * @param apiKeyId the caller's; null for users
 * @param arm of a split pool that served it; null for others
 * @param requestId of the request
 * @param startedAt when
 * @param endedAt when
 */
public record CallRecord(
        UUID workspaceId,
        TraceContext span,
        String operation,
        String requestedModel,
        @Nullable String route,
        boolean streamed,
        List<AttemptRecord> attempts,
        @Nullable AttemptRecord served,
        Tally answer,
        @Nullable Cost cost,
        int status,
        @Nullable String errorType,
        @Nullable String error,
        @Nullable Long timeToFirstTokenMs,
        @Nullable String apiKeyId,
        @Nullable String arm,
        String requestId,
        Instant startedAt,
        Instant endedAt) {}
