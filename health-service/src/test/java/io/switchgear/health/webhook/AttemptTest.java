package io.switchgear.health.webhook;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptTest {

    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofHours(1));

    @Test
    void waitsLongerAfterEachFailureAndGivesUpAtLast() {
        assertThat(answered(500, null).next(1, WAITS)).isEqualTo(Duration.ofSeconds(5));
        assertThat(answered(500, null).next(3, WAITS)).isEqualTo(Duration.ofHours(1));
        assertThat(answered(500, null).next(4, WAITS)).isNull();
    }

    @Test
    void waitsAsLongAsTheReceiverAsksButNoLongerThanADay() {
        assertThat(answered(429, Duration.ofMinutes(10)).next(2, WAITS)).isEqualTo(Duration.ofMinutes(10));
        assertThat(answered(429, Duration.ofSeconds(1)).next(2, WAITS)).isEqualTo(Duration.ofMinutes(1));
        assertThat(answered(429, Duration.ofDays(9)).next(2, WAITS)).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void whoIsGoneIsLeftAlone() {
        assertThat(answered(410, null).next(1, WAITS)).isNull();
        assertThat(answered(410, null).isGone()).isTrue();
    }

    @Test
    void redirectsAreNoSuccess() {
        assertThat(answered(204, null).succeeded()).isTrue();
        assertThat(answered(302, null).succeeded()).isFalse();
        assertThat(answered(302, null).failure()).isEqualTo("answered 302");
    }

    @Test
    void theDefaultLastsADay() {
        var binder = new org.springframework.boot.context.properties.bind.Binder(List.of());
        var properties = binder.bindOrCreate("switchgear.webhooks", WebhookProperties.class);
        Duration all = properties.retries().stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(all).isBetween(Duration.ofHours(22), Duration.ofHours(26));
        assertThat(properties.retries()).isSorted();
    }

    private static Attempt answered(int status, Duration retryAfter) {
        return new Attempt(status, null, Duration.ofMillis(3), retryAfter);
    }
}
