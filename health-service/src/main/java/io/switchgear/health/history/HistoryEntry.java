package io.switchgear.health.history;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A line of a provider's history.
 *
 * @param id stable
 * @param type {@code state_change}, {@code failure}, {@code success}, {@code probe}, {@code forced}, {@code reset} or {@code config}
 * @param category of a failure: {@code timeout}, {@code connection}, {@code rate_limit}, {@code auth}, {@code quota}, {@code server},
 *     {@code protocol} or {@code other}; else null
 * @param count how many attempts this line counts; 1 for everything but failures and successes
 * @param at when the first of these happened, or the minute they are counted in
 * @param lastAt when the last of these happened
 * @param fromState of a transition; else null
 * @param toState likewise
 * @param message a failure's error (the first one's), or a transition's reason
 * @param traceId a call that shows it; null if none is known
 * @param avgLatencyMs of the attempts; null for transitions
 * @param minLatencyMs likewise
 * @param maxLatencyMs likewise
 * @param actor who, for what a person did
 */
record HistoryEntry(
        UUID id,
        String type,
        @Nullable String category,
        long count,
        Instant at,
        Instant lastAt,
        @Nullable String fromState,
        @Nullable String toState,
        @Nullable String message,
        @Nullable String traceId,
        @Nullable Double avgLatencyMs,
        @Nullable Long minLatencyMs,
        @Nullable Long maxLatencyMs,
        @Nullable String actor) {}
