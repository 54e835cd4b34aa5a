package io.switchgear.health.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import io.switchgear.health.AdjustableClock;

import static org.assertj.core.api.Assertions.assertThat;

class SharedCacheTest {

    private final AdjustableClock clock = new AdjustableClock();
    private final SharedCache<String, Integer> cache = new SharedCache<>(Duration.ofMinutes(5), 10, clock);
    private final AtomicInteger computed = new AtomicInteger();

    @Test
    void oneComputationForAllUntilItIsTooOld() {
        assertThat(value()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(4));
        assertThat(value()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(2));
        assertThat(value()).isEqualTo(2);
    }

    @Test
    void callersAtTheSameTimeShareAndOneThatGoesAwayTakesNothingAlong() {
        Sinks.One<Integer> slow = Sinks.one();
        var gone = cache.get("a", key -> counted(slow.asMono())).subscribe();
        var second = cache.get("a", key -> counted(Mono.just(99)));
        gone.dispose();

        StepVerifier.create(second)
                .then(() -> slow.tryEmitValue(7).orThrow())
                .expectNext(7)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
        assertThat(computed).hasValue(1);
    }

    @Test
    void failuresAreNotKept() {
        StepVerifier.create(cache.get("a", key -> Mono.error(new IllegalStateException("away"))))
                .expectErrorMessage("away")
                .verify(Duration.ofSeconds(5));
        assertThat(value()).isEqualTo(1);
    }

    private Integer value() {
        return cache.get("a", key -> Mono.fromSupplier(computed::incrementAndGet))
                .block(Duration.ofSeconds(5));
    }

    private Mono<Integer> counted(Mono<Integer> source) {
        return source.doOnSubscribe(subscription -> computed.incrementAndGet());
    }
}
