package io.switchgear.router.telemetry;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitState;

/**
 * A probe of an idle provider.
 *
 * @param workspaceId whose
 * @param span a trace of its own
 * @param provider the registered name
 * @param providerType {@code gen_ai.provider.name}
 * @param circuit its state when the probe was let through
 * @param outcome {@code success}, {@code unknown} or a failure category
 * @param status HTTP status; null if there was no answer
 * @param error for people; null for none
 * @param event version of the circuit event that it caused, which is the ledger's name for it; null for none
 * @param after the circuit's state after it
 * @param startedAt when
 * @param endedAt when
 */
public record ProbeRecord(
        UUID workspaceId,
        TraceContext span,
        String provider,
        String providerType,
        CircuitState circuit,
        String outcome,
        @Nullable Integer status,
        @Nullable String error,
        @Nullable Long event,
        CircuitState after,
        Instant startedAt,
        Instant endedAt) {}
