package io.switchgear.common.identity;

import java.util.Locale;

/** Who stands behind a token. */
public enum CallerKind {
    USER,
    API_KEY,
    SERVICE;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CallerKind of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
