package io.switchgear.router.circuit;

/**
 * A circuit as it is kept for the next start.
 *
 * @param key whose
 * @param circuit its state
 */
public record Checkpoint(CircuitKey key, Circuit circuit) {}
