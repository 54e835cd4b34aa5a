package io.switchgear.router.circuit;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.common.circuit.ForcedState;

import static org.assertj.core.api.Assertions.assertThat;

class CircuitMachineTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final CircuitThresholds STANDARD = CircuitThresholds.DEFAULTS;

    /** A circuit, its clock, and what the ledger would hold. */
    private static final class Bench {

        private Circuit circuit;
        private Instant now = START;
        private Step last;

        Bench(CircuitThresholds thresholds) {
            circuit = Circuit.fresh(thresholds, START);
        }

        Bench tell(Signal signal) {
            last = CircuitMachine.step(circuit, signal, now);
            circuit = last.next();
            return this;
        }

        boolean asks() {
            tell(new Signal.Asked());
            return last.permitted();
        }

        Bench fails() {
            return fails(FailureCategory.SERVER, null);
        }

        Bench fails(FailureCategory category, Instant retryAfter) {
            return tell(new Signal.Failed(circuit.era(), category, 5, retryAfter, "told to"));
        }

        Bench succeeds() {
            return succeeds(5, null);
        }

        Bench succeeds(long durationMs, Long firstTokenMs) {
            return tell(new Signal.Succeeded(circuit.era(), durationMs, firstTokenMs));
        }

        Bench after(long millis) {
            now = now.plusMillis(millis);
            return this;
        }

        CircuitState state() {
            return circuit.state();
        }
    }

    private static Bench opened() {
        var bench = new Bench(STANDARD).fails().fails().fails();
        assertThat(bench.state()).isEqualTo(CircuitState.OPEN);
        return bench;
    }

    @Test
    void opensAfterFailuresInARowOnly() {
        var bench = new Bench(STANDARD).fails().fails().succeeds().fails().fails();
        assertThat(bench.state()).isEqualTo(CircuitState.CLOSED);
        bench.fails();
        assertThat(bench.state()).isEqualTo(CircuitState.OPEN);
        assertThat(bench.last.transition().type()).isEqualTo(CircuitEvent.Type.STATE_CHANGE);
        assertThat(bench.last.transition().reason()).isEqualTo("3 failures in a row, the last: told to");
        assertThat(bench.circuit.counts().incidents()).isEqualTo(1);
        assertThat(bench.circuit.gate().nextAttemptAt()).isEqualTo(START.plusMillis(30_000));
    }

    @Test
    void letsOneProbeThroughAfterTheResetTimeout() {
        var bench = opened();
        assertThat(bench.after(29_999).asks()).isFalse();
        assertThat(bench.circuit.counts().rejected()).isEqualTo(1);
        assertThat(bench.after(1).asks()).isTrue();
        assertThat(bench.state()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(bench.asks()).isFalse();
        bench.fails();
        assertThat(bench.state()).isEqualTo(CircuitState.OPEN);
        assertThat(bench.after(30_000).asks()).isTrue();
        bench.succeeds();
        assertThat(bench.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void aFailureInTheMinimumHealthyPeriodReopensAtOnce() {
        var bench = opened().after(30_000);
        bench.asks();
        bench.succeeds();
        assertThat(bench.circuit.fragile(bench.now)).isTrue();
        bench.after(59_999).fails();
        assertThat(bench.state()).isEqualTo(CircuitState.OPEN);
        bench.after(30_000).asks();
        bench.succeeds().after(60_000).fails();
        assertThat(bench.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void ratesDecideOnceThereAreEnoughCalls() {
        var thresholds = new CircuitThresholds(1000, 30_000, 0, 1, 50, 100, 1000, 400L, 10);
        var failing = new Bench(thresholds);
        for (int i = 0; i < 9; i++) {
            failing = i % 2 == 0 ? failing.fails() : failing.succeeds();
        }
        assertThat(failing.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(failing.succeeds().state()).isEqualTo(CircuitState.OPEN);
        assertThat(failing.last.transition().reason()).isEqualTo("50 % of the last 10 calls failed.");

        var slow = new Bench(thresholds);
        for (int i = 0; i < 9; i++) {
            slow.succeeds(i % 2 == 0 ? 1000 : 10, 400L);
        }
        assertThat(slow.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(slow.succeeds(10, 400L).last.transition().reason())
                .isEqualTo("100 % of the last 10 calls were slow.");
    }

    @Test
    void busyIsNoFailureAndMistakesOfCallersAreNothing() {
        var bench = new Bench(STANDARD).fails().fails();
        bench.tell(new Signal.RateLimited(0)).tell(new Signal.Neutral(0));
        assertThat(bench.circuit.counts().total()).isEqualTo(3);
        assertThat(bench.circuit.counts().failures()).isEqualTo(2);
        assertThat(bench.fails().state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void refusedAccountOpensAtOnceAndRetryAfterProlongs() {
        assertThat(new Bench(STANDARD).fails(FailureCategory.AUTH, null).state())
                .isEqualTo(CircuitState.OPEN);
        assertThat(new Bench(STANDARD).fails(FailureCategory.QUOTA, null).state())
                .isEqualTo(CircuitState.OPEN);
        var told = new Bench(STANDARD).fails().fails().fails(FailureCategory.SERVER, START.plusSeconds(120));
        assertThat(told.circuit.gate().nextAttemptAt()).isEqualTo(START.plusSeconds(120));
    }

    @Test
    void forcedStatesHoldUntilReset() {
        var bench = new Bench(STANDARD).tell(new Signal.Forced(ForcedState.OPEN, "maintenance"));
        assertThat(bench.last.transition().type()).isEqualTo(CircuitEvent.Type.FORCED);
        assertThat(bench.after(10_000_000).asks()).isFalse();
        bench.tell(new Signal.Forced(ForcedState.CLOSED, "trust me"));
        for (int i = 0; i < 200; i++) {
            bench.fails();
        }
        assertThat(bench.asks()).isTrue();
        bench.tell(new Signal.Reset("enough"));
        assertThat(bench.circuit.forced()).isNull();
        assertThat(bench.circuit.counts().total()).isZero();
        assertThat(bench.fails().fails().fails().state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void reconfiguringKeepsCountsAndTakesEffectOnAnOpenCircuit() {
        var bench = opened();
        var counts = bench.circuit.counts();
        bench.after(1000).tell(new Signal.Configured(new CircuitThresholds(5, 2000, 0, 1, 50, 100, 60_000, null, 20)));
        assertThat(bench.circuit.counts()).isEqualTo(counts);
        assertThat(bench.last.transition().type()).isEqualTo(CircuitEvent.Type.CONFIG);
        assertThat(bench.after(999).asks()).isFalse();
        assertThat(bench.after(1).asks()).isTrue();
    }

    @Test
    void callsOfAnotherEraDecideNothing() {
        var bench = opened().after(30_000);
        bench.asks();
        bench.tell(new Signal.Succeeded(0, 5, null));
        assertThat(bench.state()).isEqualTo(CircuitState.HALF_OPEN);
        bench.succeeds();
        bench.tell(new Signal.Failed(0, FailureCategory.SERVER, 5, null, "late"));
        assertThat(bench.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void aProbeThatNobodyReportsAboutIsGivenUp() {
        var bench = opened().after(30_000);
        assertThat(bench.asks()).isTrue();
        assertThat(bench.after(29_999).asks()).isFalse();
        assertThat(bench.after(1).asks()).isTrue();
    }

    @Test
    void replicasAgreeWhicheverSpeaksFirst() {
        var random = new Random(7);
        for (int i = 0; i < 500; i++) {
            Circuit one = randomWalk(random, 30).circuit.at(random.nextInt(3));
            Circuit other = randomWalk(random, 30).circuit.at(random.nextInt(3));
            Circuit agreed = one.merge(other);
            assertThat(agreed).isIn(one, other);
            assertThat(other.merge(one).version()).isEqualTo(agreed.version());
            assertThat(agreed.revision()).isEqualTo(Math.max(one.revision(), other.revision()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverHappensTheRulesHold(long seed) {
        randomWalk(new Random(seed), 3000);
    }

    /** Random signals; checks after each what must always be true. */
    private static Bench randomWalk(Random random, int steps) {
        var thresholds = new CircuitThresholds(
                1 + random.nextInt(4), 1000, 500L * random.nextInt(3), 1 + random.nextInt(3), 50, 100, 50, 40L, 5);
        var bench = new Bench(thresholds);
        for (int i = 0; i < steps; i++) {
            Circuit before = bench.circuit;
            bench.after(random.nextInt(400));
            random(random, bench);
            check(before, bench);
        }
        return bench;
    }

    private static void random(Random random, Bench bench) {
        bench.last = Step.quiet(bench.circuit);
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> bench.asks();
            case 3, 4 -> bench.fails();
            case 5, 6, 7 ->
                bench.succeeds(random.nextInt(60), random.nextBoolean() ? (Long) (long) random.nextInt(60) : null);
            case 8 -> bench.tell(new Signal.RateLimited(bench.circuit.era()));
            case 9 -> bench.tell(new Signal.Neutral(random.nextInt(5)));
            case 10 -> {
                if (random.nextInt(10) == 0) {
                    bench.tell(new Signal.Forced(random.nextBoolean() ? ForcedState.OPEN : ForcedState.CLOSED, "r"));
                }
            }
            default -> {
                switch (random.nextInt(10)) {
                    case 0, 1 -> bench.tell(new Signal.Reset("r"));
                    case 2, 3 -> reconfigured(bench, random);
                    default -> {}
                }
            }
        }
    }

    /** Whatever the new thresholds, nothing that was counted is lost and no state changes. */
    private static void reconfigured(Bench bench, Random random) {
        Circuit before = bench.circuit;
        var was = before.thresholds();
        bench.tell(new Signal.Configured(new CircuitThresholds(
                1 + random.nextInt(4),
                500L + random.nextInt(1000),
                500L * random.nextInt(3),
                was.requestLimit(),
                20 + random.nextInt(80),
                was.slowCallRateThreshold(),
                was.slowCallDurationMs(),
                was.firstTokenTimeoutMs(),
                1 + random.nextInt(10))));
        assertThat(bench.circuit.counts()).isEqualTo(before.counts());
        assertThat(bench.circuit.window()).isEqualTo(before.window());
        assertThat(bench.circuit.state()).isEqualTo(before.state());
        assertThat(bench.circuit.forced()).isEqualTo(before.forced());
        assertThat(bench.circuit.era()).isEqualTo(before.era());
    }

    private static void check(Circuit before, Bench bench) {
        Circuit after = bench.circuit;
        var transition = bench.last.transition();
        assertThat(after.version()).isEqualTo(before.version() + (transition == null ? 0 : 1));
        assertThat(after.era()).isLessThanOrEqualTo(after.version());
        if (transition == null) {
            assertThat(after.state()).isEqualTo(before.state());
        }
        if (after.state() != before.state()) {
            assertThat(after.era()).isEqualTo(after.version());
            assertThat(after.since()).isEqualTo(bench.now);
        }
        assertThat(after.gate().probes()).isBetween(0, after.thresholds().requestLimit());
        assertThat(after.gate().nextAttemptAt() != null)
                .isEqualTo(after.state() == CircuitState.OPEN && after.forced() == null);
        assertThat(after.counts().successes() + after.counts().failures())
                .isLessThanOrEqualTo(after.counts().total());
        if (bench.last.permitted()) {
            assertThat(after.state()).isNotEqualTo(CircuitState.OPEN);
        }
        if (after.forced() != null && before.forced() == after.forced()) {
            assertThat(after.state()).isEqualTo(before.state());
        }
    }

    @Test
    void survivesJson() {
        var json = JsonMapper.builder().build();
        var random = new Random(3);
        for (int i = 0; i < 50; i++) {
            Circuit circuit = randomWalk(random, 50).circuit;
            assertThat(json.readValue(json.writeValueAsBytes(circuit), Circuit.class))
                    .isEqualTo(circuit);
        }
    }

    /** Of many that ask at the same moment no more than the limit go through, until one of them has ended. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void probesAreLimited(int limit) {
        var bench = new Bench(new CircuitThresholds(1, 1000, 0, limit, 50, 100, 60_000, null, 20)).fails();
        bench.after(1000);
        int through = 0;
        for (int i = 0; i < 20; i++) {
            through += bench.asks() ? 1 : 0;
        }
        assertThat(through).isEqualTo(limit);
        bench.tell(new Signal.Neutral(bench.circuit.era()));
        assertThat(bench.asks()).isTrue();
        assertThat(bench.asks()).isFalse();
        assertThat(bench.succeeds().state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void aLateFirstTokenIsSlowThoughTheCallIsShort() {
        var thresholds = new CircuitThresholds(1000, 30_000, 0, 1, 100, 50, 60_000, 400L, 4);
        var bench =
                new Bench(thresholds).succeeds(500, 399L).succeeds(500, 399L).succeeds(500, 400L);
        assertThat(bench.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(bench.succeeds(500, 900L).state()).isEqualTo(CircuitState.OPEN);
        bench.after(30_000).asks();
        assertThat(bench.succeeds(500, 900L).state()).isEqualTo(CircuitState.OPEN);
        bench.after(30_000).asks();
        assertThat(bench.succeeds(500, 10L).state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void durationInTheStateLeftIsMeasured() {
        var bench = opened().after(Duration.ofSeconds(45).toMillis());
        bench.asks();
        assertThat(bench.last.transition().durationMs()).isEqualTo(45_000);
    }
}
