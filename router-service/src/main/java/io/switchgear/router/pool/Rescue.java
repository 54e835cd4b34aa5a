package io.switchgear.router.pool;

import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What becomes of a stream that breaks after its first content. */
public enum Rescue {
    /** Another target goes on from what was delivered, where it is known to be able to; else as {@link #RERUN}. */
    PREFILL,
    /** Another target runs the request anew; it is heard once it has said what was delivered. */
    RERUN,
    /** It ends with an error. */
    OFF;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its name on the wire; empty if there is none. */
    public static Optional<Rescue> find(String wire) {
        for (Rescue rescue : values()) {
            if (rescue.wire().equals(wire)) {
                return Optional.of(rescue);
            }
        }
        return Optional.empty();
    }

    /**
     * By its name on the wire.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static Rescue of(String wire) {
        return find(wire).orElseThrow(() -> new IllegalArgumentException("There is no rescue '" + wire + "'."));
    }
}
