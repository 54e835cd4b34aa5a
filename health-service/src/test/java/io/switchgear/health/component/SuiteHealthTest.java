package io.switchgear.health.component;

import java.time.Instant;
import java.util.HashMap;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SuiteHealthTest {

    @ParameterizedTest
    @CsvSource({
        "HEALTHY, HEALTHY, HEALTHY",
        "HEALTHY, DEGRADED, DEGRADED",
        "HEALTHY, UNHEALTHY, DEGRADED",
        "DEGRADED, HEALTHY, DEGRADED",
        "DEGRADED, UNHEALTHY, DEGRADED",
        "UNHEALTHY, HEALTHY, UNHEALTHY",
        "UNHEALTHY, UNHEALTHY, UNHEALTHY"
    })
    void worstCriticalComponentDecides(ComponentStatus critical, ComponentStatus other, ComponentStatus suite) {
        var components = new HashMap<String, ComponentHealth>();
        components.put("critical", health(critical, true));
        components.put("other", health(other, false));

        assertThat(SuiteHealth.of("suite", "1", components).status()).isEqualTo(suite);
    }

    private static ComponentHealth health(ComponentStatus status, boolean critical) {
        return new ComponentHealth(status, critical, null, null, Instant.EPOCH, 0);
    }
}
