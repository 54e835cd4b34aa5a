package io.switchgear.simulator.attempt;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** How an attempt ended, as the provider saw it. */
public enum Outcome {
    IN_PROGRESS,
    /** The answer was sent to its end, whatever its status. */
    COMPLETED,
    /** The caller closed the connection first. */
    CLIENT_CANCELLED,
    /** The simulator closed the connection in the middle of the answer. */
    CUT,
    /** The simulator reset the connection before its first byte. */
    RESET,
    /** The simulator held the connection in silence until its limit. */
    TIMED_OUT;

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
