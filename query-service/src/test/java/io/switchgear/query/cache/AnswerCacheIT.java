package io.switchgear.query.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.core.type.TypeReference;

import io.switchgear.common.redis.Redis;
import io.switchgear.common.testing.Await;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** Under which names and for how long answers are kept, and that one question at a time is computed once. */
class AnswerCacheIT extends RunningService {

    @Autowired
    private AnswerCache cache;

    @Autowired
    private Redis redis;

    @Autowired
    private MeterRegistry metrics;

    private void kept(String key, Duration longest) {
        Await.until(() -> assertThat(redis.call(commands -> commands.pttl(key)).block())
                .as(key)
                .isPositive()
                .isLessThanOrEqualTo(longest.toMillis())
                .isGreaterThan(longest.toMillis() / 2));
    }

    @Test
    void answersLieUnderTheirKeysForTheirTimes() {
        String trace = Otlp.traceId();
        send(router(), Otlp.fromRouter(workspace, Otlp.request(trace, Otlp.spanId(), null, now.minusSeconds(1), 9)));
        get("/api/v1/metrics/home-kpis?range=7d");
        get("/api/v1/alerts/recent?limit=10&severity=critical");
        get("/api/v1/activity/stream?limit=5");
        get("/api/v1/traces?status=ok");
        get("/api/v1/traces/" + trace);
        kept("home_kpis:" + workspace + ":7d", Duration.ofMinutes(5));
        kept("alerts:recent:" + workspace + ":10:critical", Duration.ofMinutes(1));
        kept("activity:stream:" + workspace + ":5", Duration.ofSeconds(30));
        kept("trace:detail:" + workspace + ":" + trace, Duration.ofMinutes(10));
        var lists = redis.call(commands ->
                        commands.keys("traces:list:" + workspace + ":*").collectList())
                .block();
        assertThat(lists).hasSize(1);
        kept(lists.getFirst(), Duration.ofMinutes(2));
    }

    private Mono<ResponseEntity<String>> ask(AtomicInteger computed, Mono<String> answer) {
        return cache.respond(
                workspace, "test:" + workspace, Duration.ofMinutes(1), new TypeReference<String>() {}, () -> {
                    computed.incrementAndGet();
                    return answer;
                });
    }

    private double misses() {
        return metrics.get("switchgear.cache.answers")
                .tag("result", "miss")
                .counter()
                .count();
    }

    /** Who asks meanwhile waits for the same answer, also when the first one goes away. */
    @Test
    void aQuestionIsComputedOnceAtATime() {
        var computed = new AtomicInteger();
        Sinks.One<String> answer = Sinks.one();
        double before = misses();
        var first = ask(computed, answer.asMono()).subscribe();
        Await.until(() -> assertThat(misses()).isEqualTo(before + 1));
        var second = ask(computed, answer.asMono()).cache();
        second.subscribe();
        Await.until(() -> assertThat(misses()).isEqualTo(before + 2));
        first.dispose();
        answer.tryEmitValue("the answer");
        assertThat(second.block(Duration.ofSeconds(20)).getBody()).isEqualTo("the answer");
        assertThat(computed).hasValue(1);
        var third = ask(computed, Mono.just("another one")).block();
        assertThat(third.getBody()).isEqualTo("the answer");
        assertThat(third.getHeaders().getFirst("x-cache")).isEqualTo("hit");
    }

    /** A question that fails is asked anew by the next one. */
    @Test
    void failuresAreNotKept() {
        var computed = new AtomicInteger();
        assertThat(ask(computed, Mono.error(new IllegalStateException("not now")))
                        .onErrorComplete()
                        .block())
                .isNull();
        assertThat(ask(computed, Mono.just("now")).block().getBody()).isEqualTo("now");
        assertThat(computed).hasValue(2);
    }
}
