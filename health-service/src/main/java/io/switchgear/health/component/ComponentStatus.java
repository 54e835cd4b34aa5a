package io.switchgear.health.component;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a component is, best first. */
public enum ComponentStatus {
    HEALTHY,
    /** Works, but not fully. */
    DEGRADED,
    UNHEALTHY;

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
