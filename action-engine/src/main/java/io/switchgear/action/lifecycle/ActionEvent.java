package io.switchgear.action.lifecycle;

import java.time.Instant;

/**
 * One step in an action's life.
 *
 * @param sequence counts from 1 within the action
 * @param at when
 * @param status the action's state then
 * @param message what happened, as a sentence
 */
public record ActionEvent(long sequence, Instant at, ActionState status, String message) {}
