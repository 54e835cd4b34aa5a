package io.switchgear.health.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitCounts;
import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.ForcedState;

/**
 * An entry of the ledger.
 *
 * @param id stable
 * @param provider the circuit's provider
 * @param type what happened
 * @param fromState state before
 * @param toState the same as before for a change of configuration
 * @param forced the pinned state after it; null for none
 * @param reason the cause, as a sentence
 * @param trigger whether a person or the system caused it
 * @param actor who, for a person
 * @param thresholds the configuration at that time
 * @param counts the counters at that time
 * @param traceIds samples of the calls that caused it, newest first
 * @param durationMs how long the circuit was in the state it left; null if unknown
 * @param version the circuit's, after it
 * @param local true if one replica decided alone, while Redis was away
 * @param replica the router replica that decided
 * @param at when
 */
record LedgerEntry(
        UUID id,
        String provider,
        CircuitEvent.Type type,
        CircuitState fromState,
        CircuitState toState,
        @Nullable ForcedState forced,
        String reason,
        CircuitEvent.Trigger trigger,
        @Nullable String actor,
        CircuitThresholds thresholds,
        CircuitCounts counts,
        List<String> traceIds,
        @Nullable Long durationMs,
        long version,
        boolean local,
        String replica,
        Instant at) {}
