package io.switchgear.router.pool;

import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a pool chooses among its available targets. */
public enum Strategy {
    ROUND_ROBIN,
    WEIGHTED,
    LEAST_CONNECTIONS,
    LATENCY,
    PRIORITY,
    COST,
    STICKY;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The strategy by its name on the wire; empty if there is none. */
    public static Optional<Strategy> find(String wire) {
        for (Strategy strategy : values()) {
            if (strategy.wire().equals(wire)) {
                return Optional.of(strategy);
            }
        }
        return Optional.empty();
    }

    /**
     * The strategy by its name on the wire.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static Strategy of(String wire) {
        return find(wire).orElseThrow(() -> new IllegalArgumentException("There is no strategy '" + wire + "'."));
    }
}
