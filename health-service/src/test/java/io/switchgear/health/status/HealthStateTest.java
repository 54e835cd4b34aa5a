package io.switchgear.health.status;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.switchgear.common.circuit.CircuitCounts;
import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;

import static org.assertj.core.api.Assertions.assertThat;

class HealthStateTest {

    private static final Instant SINCE = Instant.parse("2026-01-01T12:00:00Z");

    /** Defaults: degraded for 60 s after an incident, 3 consecutive failures open. */
    @ParameterizedTest
    @CsvSource({
        "CLOSED,    0, 0, 10, HEALTHY",
        "CLOSED,    1, 0, 59, DEGRADED",
        "CLOSED,    1, 0, 60, HEALTHY",
        "CLOSED,    0, 2, 10, HEALTHY",
        "CLOSED,    0, 3, 10, DEGRADED",
        "HALF_OPEN, 0, 0, 99, DEGRADED",
        "OPEN,      0, 0, 99, FAILED"
    })
    void stateOfAProvider(CircuitState circuit, int incidents, int consecutive, int seconds, HealthState expected) {
        var counts = new CircuitCounts(0, 0, 0, consecutive, 0, incidents);

        assertThat(HealthState.of(circuit, SINCE, CircuitThresholds.DEFAULTS, counts, SINCE.plusSeconds(seconds)))
                .isEqualTo(expected);
    }
}
