package io.switchgear.health.intake;

/**
 * An entry that was left out for good.
 *
 * @param index its place in the batch, from 0
 * @param message what was wrong with it
 */
public record Rejection(int index, String message) {}
