package io.switchgear.router.circuit;

import org.jspecify.annotations.Nullable;

/**
 * What a signal did to a circuit.
 *
 * @param next the circuit afterwards
 * @param permitted whether the call that asked may go through; false for other signals
 * @param transition the event; null if nothing happened that the ledger wants to know
 */
public record Step(
        Circuit next, boolean permitted, @Nullable Transition transition) {

    static Step quiet(Circuit next) {
        return new Step(next, false, null);
    }
}
