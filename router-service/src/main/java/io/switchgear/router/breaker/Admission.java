package io.switchgear.router.breaker;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitState;

/**
 * Whether a call may go through a circuit.
 *
 * @param permitted if not, nothing must be reported
 * @param era to be given back with the call's outcome
 * @param state of the circuit then
 * @param retryAt when a refused call may come again; null if nobody knows
 */
public record Admission(
        boolean permitted,
        long era,
        CircuitState state,
        @Nullable Instant retryAt) {}
