package io.switchgear.common.circuit;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A state that a person has pinned; it stays until reset. */
public enum ForcedState {
    @JsonProperty("open")
    OPEN,
    /** Never opens by itself. */
    @JsonProperty("closed")
    CLOSED;

    public String wire() {
        return this == OPEN ? "open" : "closed";
    }
}
