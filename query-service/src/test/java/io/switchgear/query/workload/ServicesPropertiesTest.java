package io.switchgear.query.workload;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ServicesPropertiesTest {

    @ParameterizedTest
    @CsvSource({
        "1,  5,  0,    healthy",
        "1,  5,  1,    healthy",
        "1,  5,  1.01, degraded",
        "1,  5,  5,    degraded",
        "1,  5,  5.01, critical",
        "10, 50, 5.01, healthy",
        "10, 50, 51,   critical"
    })
    void statusFollowsTheErrorRate(double degradedAbove, double criticalAbove, double errorRate, String status) {
        assertThat(new ServicesProperties(degradedAbove, criticalAbove).status(errorRate))
                .isEqualTo(status);
    }
}
