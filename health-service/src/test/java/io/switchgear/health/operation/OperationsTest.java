package io.switchgear.health.operation;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.switchgear.common.circuit.LatencyBuckets;

import static org.assertj.core.api.Assertions.assertThat;

class OperationsTest {

    @Test
    void percentilesAreToldOnlyOfAHistogramThatHoldsEverything() {
        int slow = LatencyBuckets.index(5_000);

        assertThat(new Operations(100, 99, 9_900, Map.of(slow, 1L)).quantileMs(0.95))
                .isNull();
        assertThat(new Operations(1, 0, 5_000, Map.of(slow, 1L)).quantileMs(0.95))
                .isNotNull();
        assertThat(Operations.NONE.quantileMs(0.95)).isNull();
    }

    @Test
    void ratesOfNothingAreUnknown() {
        assertThat(Operations.NONE.averageMs()).isNull();
        assertThat(Operations.NONE.successRate()).isNull();
        assertThat(new Operations(4, 1, 100, Map.of()).successRate()).isEqualTo(25);
    }
}
