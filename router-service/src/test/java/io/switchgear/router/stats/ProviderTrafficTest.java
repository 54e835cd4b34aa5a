package io.switchgear.router.stats;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.common.circuit.LatencyBuckets;
import io.switchgear.common.circuit.Samples.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

class ProviderTrafficTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final ProviderTraffic traffic = new ProviderTraffic();

    @Test
    void attemptsThatEndedAlikeAreOneOutcomeWithItsHistogram() {
        end(null, 10, AT);
        end(null, 1_000, AT.plusSeconds(1));
        end(FailureCategory.SERVER, 5, AT.plusSeconds(2));

        var outcomes = traffic.takeInterval();

        assertThat(outcomes).extracting(Outcome::category).containsExactly(null, FailureCategory.SERVER);
        var successes = outcomes.getFirst();
        assertThat(successes.count()).isEqualTo(2);
        assertThat(successes.lastAt()).isEqualTo(AT.plusSeconds(1));
        assertThat(successes.latency().sumMs()).isEqualTo(1_010);
        assertThat(successes.latency().buckets())
                .containsOnlyKeys(LatencyBuckets.index(10), LatencyBuckets.index(1_000));
        assertThat(traffic.takeInterval()).isEmpty();
    }

    @Test
    void whatSaysNothingAboutTheTargetIsNotCounted() {
        traffic.began(AT);
        traffic.ended(new Ending(null, false, 3, null, "0af7651916cd43dd8448eb211c80319c", AT));

        assertThat(traffic.takeInterval()).isEmpty();
        assertThat(traffic.view().active()).isZero();
    }

    private void end(FailureCategory category, long millis, Instant at) {
        traffic.began(at);
        traffic.ended(new Ending(
                category, true, millis, category == null ? null : "boom", "0af7651916cd43dd8448eb211c80319c", at));
    }
}
