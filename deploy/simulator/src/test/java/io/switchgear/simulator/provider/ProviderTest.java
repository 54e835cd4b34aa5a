package io.switchgear.simulator.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.switchgear.simulator.fault.FaultGrammar;
import io.switchgear.simulator.fault.FaultRule;

import static org.assertj.core.api.Assertions.assertThat;

class ProviderTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Pace AT_ONCE = new Pace(0, 0, 0);

    private final Provider provider = new Provider("east", ProviderSettings.healthy(AT_ONCE, 16), new Random(1));

    @Test
    void aLimitedRuleIsUsedUpAndTheNextTakesOver() {
        var rules = FaultGrammar.rules("status=503,times=2!cut=3");

        assertThat(struck(rules, 4)).containsExactly("status=503,times=2", "status=503,times=2", "cut=3", "cut=3");
    }

    @Test
    void limitsCountPerModel() {
        var rules = FaultGrammar.rules("reset,times=1");

        assertThat(provider.strike("a", rules)).isNotNull();
        assertThat(provider.strike("a", rules)).isNull();
        assertThat(provider.strike("b", rules)).isNotNull();
    }

    @Test
    void theQueueGoesBeforeTheCallersRulesAndTheseBeforeStandingOnes() {
        provider.configure(settings(FaultGrammar.rules("silence"), 0));
        provider.enqueue(FaultGrammar.rules("status=500,times=2!reset"));

        assertThat(struck(FaultGrammar.rules("cut=1,times=1"), 5))
                .containsExactly("status=500,times=2", "status=500,times=2", "reset", "cut=1,times=1", "silence");
    }

    @Test
    void theFailureRateIsASeededShare() {
        provider.configure(settings(List.of(), 0.25));

        long failed = IntStream.range(0, 4000)
                .filter(i -> provider.strike("m", List.of()) != null)
                .count();

        assertThat(failed).isBetween(900L, 1100L);
    }

    @Test
    void anOutageCoversItsWindowOnly() {
        provider.add(new Outage(
                "",
                NOON.plusSeconds(10),
                Duration.ofSeconds(5),
                null,
                FaultGrammar.rules("status=503").getFirst()));

        assertThat(provider.outage(NOON.plusMillis(9_999))).isNull();
        assertThat(provider.outage(NOON.plusSeconds(10))).isNotNull();
        assertThat(provider.outage(NOON.plusMillis(14_999))).isNotNull();
        assertThat(provider.outage(NOON.plusSeconds(15))).isNull();
        assertThat(provider.outages()).isEmpty();
    }

    @Test
    void aRecurringOutageComesBack() {
        var outage = new Outage(
                "1",
                NOON,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                FaultGrammar.rules("reset").getFirst());

        assertThat(outage.covers(NOON.minusMillis(1))).isFalse();
        assertThat(outage.covers(NOON.plusSeconds(4))).isTrue();
        assertThat(outage.covers(NOON.plusSeconds(5))).isFalse();
        assertThat(outage.covers(NOON.plusSeconds(3600 + 4))).isTrue();
        assertThat(outage.covers(NOON.plusSeconds(3600 + 5))).isFalse();
        assertThat(outage.over(NOON.plusSeconds(86_400))).isFalse();
    }

    private List<String> struck(List<FaultRule> rules, int requests) {
        return IntStream.range(0, requests)
                .mapToObj(i -> provider.strike("m", rules))
                .map(FaultRule::text)
                .toList();
    }

    private static ProviderSettings settings(List<FaultRule> faults, double failureRate) {
        return new ProviderSettings(faults, AT_ONCE, 16, failureRate, null, Set.of());
    }
}
