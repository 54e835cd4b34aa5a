package io.switchgear.query.span;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a span ended. Only attempts are cancelled: the hedge that another one beat. */
public enum SpanStatus {
    OK,
    ERROR,
    CANCELLED;

    private final String wire = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String wire() {
        return wire;
    }

    /** @throws IllegalArgumentException if {@code wire} names none */
    @JsonCreator
    public static SpanStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
