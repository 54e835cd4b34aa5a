package io.switchgear.router.circuit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.common.circuit.ForcedState;

/** What can happen to a circuit. */
public sealed interface Signal {

    /** A call wants to go through. */
    record Asked() implements Signal {}

    /** A call that was let through has ended. */
    sealed interface Ended extends Signal {
        /** Of the circuit's state in which it was let through: {@link Circuit#era}. */
        long era();
    }

    /**
     * The provider answered.
     *
     * @param durationMs of the whole attempt
     * @param firstTokenMs time to first token of a streamed answer; null for others
     */
    record Succeeded(long era, long durationMs, @Nullable Long firstTokenMs) implements Ended {}

    /**
     * The provider failed.
     *
     * @param category why
     * @param durationMs of the whole attempt
     * @param retryAfter when the provider wants to be asked again; null if it did not say
     * @param message for people
     */
    record Failed(
            long era,
            FailureCategory category,
            long durationMs,
            @Nullable Instant retryAfter,
            String message) implements Ended {}

    /** The provider is too busy (429): an attempt, but no failure; its target is parked elsewhere. */
    record RateLimited(long era) implements Ended {}

    /** Says nothing about the provider: the caller's own mistake, or the caller went away. */
    record Neutral(long era) implements Ended {}

    /** A person pins the state. */
    record Forced(ForcedState to, String reason) implements Signal {}

    /** A person starts afresh: closed, unforced, counters 0. */
    record Reset(String reason) implements Signal {}

    /** A person changes the thresholds; counts are kept. */
    record Configured(CircuitThresholds thresholds) implements Signal {}
}
