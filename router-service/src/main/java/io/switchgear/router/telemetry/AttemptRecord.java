package io.switchgear.router.telemetry;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitState;

/**
 * One attempt of a call.
 *
 * @param span its place in the trace
 * @param number from 1
 * @param provider the registered name
 * @param providerType {@code gen_ai.provider.name}
 * @param model on the wire
 * @param circuit its state when the attempt began
 * @param outcome {@code success}, {@code cancelled}, {@code client} or a failure category
 * @param status HTTP status; null if there was no answer
 * @param error for people; null for none
 * @param hedge whether it was made beside another that was late
 * @param rescue whether it was to go on with a stream that broke off
 * @param startedAt when
 * @param endedAt when
 */
public record AttemptRecord(
        TraceContext span,
        int number,
        String provider,
        String providerType,
        String model,
        CircuitState circuit,
        String outcome,
        @Nullable Integer status,
        @Nullable String error,
        boolean hedge,
        boolean rescue,
        Instant startedAt,
        Instant endedAt) {}
