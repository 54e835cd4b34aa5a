package io.switchgear.action.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * One field that an action changes, for people and for review.
 *
 * @param object what is changed, for example {@code Deployment default/payment-api}
 * @param field path within it, for example {@code spec.replicas}
 * @param from the value before; null if there was none
 * @param to the value after
 */
public record PlannedChange(
        String object, String field, @Nullable String from, String to) {}
