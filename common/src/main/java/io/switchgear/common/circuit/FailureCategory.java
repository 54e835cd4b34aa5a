package io.switchgear.common.circuit;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Why an attempt at a provider failed, as {@code provider_health_history.error_category} keeps it. */
public enum FailureCategory {
    TIMEOUT,
    CONNECTION,
    RATE_LIMIT,
    AUTH,
    QUOTA,
    SERVER,
    PROTOCOL,
    OTHER;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The category by its name on the wire.
     *
     * @throws IllegalArgumentException if {@code wire} names no category
     */
    @JsonCreator
    public static FailureCategory of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
