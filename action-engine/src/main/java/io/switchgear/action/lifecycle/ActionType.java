package io.switchgear.action.lifecycle;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What can be done; on the wire as the last step of the path that requests it. */
public enum ActionType {
    /** Replaces all pods in the way the workload's own strategy says, be it with an interruption. */
    RESTART_DEPLOYMENT,
    /** Sets the number of replicas, or an autoscaler's bounds. */
    SCALE_DEPLOYMENT,
    /** Replaces all pods, and only where that leaves some of them available throughout. */
    ROLLOUT_RESTART;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if {@code wire} names no type */
    @JsonCreator
    public static ActionType of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
