package io.switchgear.router.stats;

import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.router.circuit.Circuit;

/** A provider's condition as its circuit shows it. */
public enum ProviderHealth {
    HEALTHY,
    DEGRADED,
    FAILED;

    /** Open has failed; probing, just recovered, and failing a little are degraded. */
    public static ProviderHealth of(Circuit circuit, Instant now) {
        if (circuit.state() == CircuitState.OPEN) {
            return FAILED;
        }
        boolean uncertain = circuit.state() == CircuitState.HALF_OPEN
                || circuit.fragile(now)
                || circuit.counts().consecutiveFailures() > 0;
        return uncertain ? DEGRADED : HEALTHY;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
