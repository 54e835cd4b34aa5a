package io.switchgear.common.circuit;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a provider gets traffic. */
public enum CircuitState {
    /** All of it. */
    @JsonProperty("closed")
    CLOSED,
    /** None until the reset time-out has passed. */
    @JsonProperty("open")
    OPEN,
    /** Single probes, to find out. */
    @JsonProperty("half-open")
    HALF_OPEN;

    /** As it is written in databases and OpenTelemetry attributes. */
    public String wire() {
        return this == HALF_OPEN ? "half-open" : this == OPEN ? "open" : "closed";
    }

    /**
     * The state by its name on the wire.
     *
     * @throws IllegalArgumentException if {@code wire} names no state
     */
    public static CircuitState of(String wire) {
        for (CircuitState state : values()) {
            if (state.wire().equals(wire)) {
                return state;
            }
        }
        throw new IllegalArgumentException("There is no circuit state '" + wire + "'.");
    }
}
