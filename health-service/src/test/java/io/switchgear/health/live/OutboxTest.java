package io.switchgear.health.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;
    private final Outbox outbox = new Outbox(clock);

    @Test
    void ofEachServiceOnlyTheLatestWaits() {
        outbox.update("a", "a1");
        outbox.update("b", "b1");
        outbox.update("a", "a2");
        outbox.note("note");
        outbox.close("last");
        outbox.update("a", "too late");

        StepVerifier.create(outbox.messages())
                .expectNext("note", "last", "a2", "b1")
                .expectComplete()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void whatComesLaterWakesTheReader() {
        StepVerifier.create(outbox.messages(), 1)
                .then(() -> outbox.update("a", "a1"))
                .expectNext("a1")
                .then(() -> {
                    outbox.update("a", "a2");
                    outbox.update("a", "a3");
                    assertThat(outbox.waiting()).isEqualTo(Duration.ZERO);
                    now = now.plusSeconds(7);
                    assertThat(outbox.waiting()).isEqualTo(Duration.ofSeconds(7));
                })
                .thenRequest(1)
                .expectNext("a3")
                .then(() -> assertThat(outbox.waiting()).isEqualTo(Duration.ZERO))
                .thenCancel()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void notesThatNobodyReadsAreBounded() {
        for (int i = 0; i < 64; i++) {
            assertThat(outbox.note("note")).isTrue();
        }
        assertThat(outbox.note("one too many")).isFalse();
    }
}
