package io.switchgear.router.circuit;

import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.common.circuit.CircuitState;

/**
 * An event of the ledger, as far as the state machine knows it.
 *
 * @param type what happened
 * @param from state before
 * @param to state after
 * @param reason as a sentence
 * @param durationMs how long the circuit was in {@code from}
 */
public record Transition(CircuitEvent.Type type, CircuitState from, CircuitState to, String reason, long durationMs) {}
