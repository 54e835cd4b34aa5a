package io.switchgear.router.circuit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.internal.CircuitBreakerStateMachine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.FailureCategory;

import static org.assertj.core.api.Assertions.assertThat;

/** The same sequences through resilience4j, with settings that mean the same: rates over a window, one probe. */
class ReferenceTest {

    private static CircuitThresholds thresholds(Random random) {
        return new CircuitThresholds(
                1000,
                1000L * (1 + random.nextInt(20)),
                0,
                1,
                20 + random.nextInt(60),
                20 + random.nextInt(80),
                50,
                null,
                1 + random.nextInt(40));
    }

    private static final class Time extends Clock {

        private Instant now = Instant.parse("2026-11-21T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void agreesWithResilience4j(long seed) {
        var random = new Random(seed);
        var time = new Time();
        CircuitThresholds thresholds = thresholds(random);
        CircuitBreaker reference = new CircuitBreakerStateMachine(
                "reference",
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                Window.SIZE,
                                thresholds.minimumCalls(),
                                CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold((float) thresholds.failureRateThreshold())
                        .slowCallRateThreshold((float) thresholds.slowCallRateThreshold())
                        .slowCallDurationThreshold(Duration.ofMillis(50))
                        // Probes after, not at the end of, this time.
                        .waitDurationInOpenState(Duration.ofMillis(thresholds.resetTimeoutMs() - 1))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(time)
                        .build());
        Circuit ours = Circuit.fresh(thresholds, time.now);
        int opened = 0;
        double badness = 0.3;
        for (int i = 0; i < 4000; i++) {
            if (random.nextInt(100) == 0) {
                badness = random.nextDouble() * 0.7;
            }
            time.now = time.now.plusMillis(random.nextInt(1500));
            Step asked = CircuitMachine.step(ours, new Signal.Asked(), time.now);
            ours = asked.next();
            assertThat(asked.permitted()).as("call %d", i).isEqualTo(reference.tryAcquirePermission());
            if (!asked.permitted()) {
                continue;
            }
            // resilience4j counts a call as slow when it is slower than the threshold, we when it reaches it.
            long duration = random.nextDouble() < badness ? 51 : 10;
            if (random.nextDouble() < badness) {
                reference.onError(duration, TimeUnit.MILLISECONDS, new IllegalStateException());
                ours = CircuitMachine.step(
                                ours,
                                new Signal.Failed(ours.era(), FailureCategory.SERVER, duration, null, "r"),
                                time.now)
                        .next();
            } else {
                reference.onSuccess(duration, TimeUnit.MILLISECONDS);
                ours = CircuitMachine.step(ours, new Signal.Succeeded(ours.era(), duration, null), time.now)
                        .next();
            }
            opened += ours.state() == CircuitState.OPEN ? 1 : 0;
            assertThat(ours.state().name())
                    .as("after call %d", i)
                    .isEqualTo(reference.getState().name());
        }
        assertThat(opened).isPositive();
    }
}
