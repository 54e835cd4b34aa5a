package io.switchgear.router.stats;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.FailureCategory;

/**
 * How an attempt ended.
 *
 * @param category why it failed; null for a success
 * @param counted false for what says nothing about the target: cancelled, or the caller's own mistake
 * @param latencyMs from its start
 * @param error for people; null for a success
 * @param traceId 32 hex digits
 * @param at when
 */
public record Ending(
        @Nullable FailureCategory category,
        boolean counted,
        long latencyMs,
        @Nullable String error,
        String traceId,
        Instant at) {

    public boolean success() {
        return counted && category == null;
    }
}
