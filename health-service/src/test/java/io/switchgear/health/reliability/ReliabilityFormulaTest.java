package io.switchgear.health.reliability;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.switchgear.common.circuit.LatencyBuckets;
import io.switchgear.health.operation.Operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ReliabilityFormulaTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration TARGET = Duration.ofSeconds(10);

    @Test
    void perfect() {
        assertThat(score(100, 100, 500, Openings.NONE).score()).isEqualTo(100);
    }

    @Test
    void nothingIsKnownOfAProviderWithoutTraffic() {
        assertThat(ReliabilityFormula.of(Operations.NONE, Openings.NONE, DAY, TARGET)
                        .score())
                .isNull();
    }

    @Test
    void availabilityIsSuccessInTheTimeThatWasOffered() {
        var half = score(100, 90, 500, new Openings(1, DAY.toMillis() / 2));

        assertThat(half.parts().availability().score()).isCloseTo(45, within(1e-9));
        assertThat(half.parts().stability().score()).isCloseTo(90, within(1e-9));
        assertThat(half.score()).isCloseTo(0.5 * 45 + 0.2 * 100 + 0.3 * 90, within(0.05));
    }

    @Test
    void latencyCostsFromTheTargetOn() {
        assertThat(score(10, 10, 9_900, Openings.NONE).parts().latency().score())
                .isEqualTo(100);
        assertThat(score(10, 10, 20_000, Openings.NONE).parts().latency().score())
                .isCloseTo(50, within(0.6));
    }

    @Test
    void aPartThatIsUnknownIsLeftOut() {
        var openOnly = ReliabilityFormula.of(Operations.NONE, new Openings(2, DAY.toMillis()), DAY, TARGET);

        assertThat(openOnly.parts().latency().score()).isNull();
        assertThat(openOnly.score()).isCloseTo(0.3 * 81 / 0.8, within(0.05));
    }

    @Test
    void openingsAreCountedPerDay() {
        var week = ReliabilityFormula.of(Operations.NONE, new Openings(7, 0), Duration.ofDays(7), TARGET);

        assertThat(week.parts().stability().openingsPerDay()).isCloseTo(1, within(1e-9));
    }

    private static Reliability score(long requests, long successes, long ms, Openings openings) {
        var operations = new Operations(requests, successes, requests * ms, Map.of(LatencyBuckets.index(ms), requests));
        return ReliabilityFormula.of(operations, openings, DAY, TARGET);
    }
}
