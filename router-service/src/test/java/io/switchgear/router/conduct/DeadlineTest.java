package io.switchgear.router.conduct;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlineTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void runsOut() {
        var deadline = new Deadline(NOW.plusSeconds(10));
        assertThat(deadline.left(NOW.plusSeconds(4))).isEqualTo(Duration.ofSeconds(6));
        assertThat(deadline.passed(NOW.plusSeconds(9))).isFalse();
        assertThat(deadline.passed(NOW.plusSeconds(10))).isTrue();
        assertThat(deadline.left(NOW.plusSeconds(11))).isZero();
    }

    @Test
    void standsStillWhileAnAnswerFlows() {
        var deadline = new Deadline(NOW.plusSeconds(10));
        deadline.stop(NOW.plusSeconds(4));
        deadline.stop(NOW.plusSeconds(5));
        assertThat(deadline.passed(NOW.plusSeconds(600))).isFalse();
        deadline.resume(NOW.plusSeconds(600));
        assertThat(deadline.left(NOW.plusSeconds(601))).isEqualTo(Duration.ofSeconds(5));
        assertThat(deadline.passed(NOW.plusSeconds(606))).isTrue();
    }
}
