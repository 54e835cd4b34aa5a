package io.switchgear.query.ingest;

import java.time.Duration;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import io.switchgear.common.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InFlightBytesTest {

    private final InFlightBytes inFlight = new InFlightBytes(
            new IngestProperties(
                    DataSize.ofBytes(100),
                    DataSize.ofBytes(100),
                    10,
                    10,
                    1,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2)),
            new SimpleMeterRegistry());

    private static int status(Runnable refused) {
        var thrown = org.assertj.core.api.Assertions.catchThrowableOfType(ProblemException.class, refused::run);
        assertThat(thrown.problem().retryAfter()).isEqualTo(Duration.ofSeconds(2));
        return thrown.problem().status();
    }

    @Test
    void theBudgetIsForAll() {
        var lease = inFlight.lease("a");
        lease.take(90);
        assertThat(status(() -> inFlight.lease("b").take(20))).isEqualTo(503);
        lease.release();
        inFlight.lease("b").take(20);
    }

    @Test
    void oneSenderMayHoldHalf() {
        inFlight.lease("a").take(40);
        assertThat(status(() -> inFlight.lease("a").take(20))).isEqualTo(429);
        inFlight.lease("b").take(20);
    }

    @Test
    void releasingTwiceGivesBackOnce() {
        var kept = inFlight.lease("a");
        kept.take(45);
        var lease = inFlight.lease("b");
        lease.take(45);
        lease.release();
        lease.release();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> inFlight.lease("c").take(60));
    }
}
