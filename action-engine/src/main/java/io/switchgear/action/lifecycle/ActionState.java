package io.switchgear.action.lifecycle;

import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where an action is, and where it may go from there. */
public enum ActionState {
    PENDING_APPROVAL,
    QUEUED,
    /** The change is being made. */
    RUNNING,
    /** The change is made; its rollout is being watched. */
    VERIFYING,
    SUCCEEDED,
    FAILED,
    /** It was carried out, and another action has undone it. */
    REVERTED,
    REJECTED,
    CANCELLED,
    /** A guard stood in the way; the action's detail is its sentence. */
    BLOCKED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if {@code wire} names no state */
    @JsonCreator
    public static ActionState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    public Set<ActionState> next() {
        return switch (this) {
            case PENDING_APPROVAL -> Set.of(QUEUED, REJECTED, CANCELLED, BLOCKED);
            case QUEUED -> Set.of(RUNNING, CANCELLED, BLOCKED, FAILED);
            case RUNNING -> Set.of(VERIFYING, FAILED);
            case VERIFYING -> Set.of(SUCCEEDED, FAILED);
            case SUCCEEDED, FAILED -> Set.of(REVERTED);
            case REVERTED, REJECTED, CANCELLED, BLOCKED -> Set.of();
        };
    }

    /** Whether nothing more happens by itself. */
    public boolean isFinished() {
        return switch (this) {
            case PENDING_APPROVAL, QUEUED, RUNNING, VERIFYING -> false;
            case SUCCEEDED, FAILED, REVERTED, REJECTED, CANCELLED, BLOCKED -> true;
        };
    }

    /** Whether the executor works on it. */
    public boolean isActive() {
        return this == QUEUED || this == RUNNING || this == VERIFYING;
    }
}
