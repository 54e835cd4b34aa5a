package io.switchgear.router;

import java.time.Instant;
import java.time.ZoneOffset;

import io.switchgear.common.testing.Await;

import static org.assertj.core.api.Assertions.assertThat;

/** Limits are for minutes of the clock: a test that counts to a limit must not cross from one into the next. */
final class Minutes {

    private Minutes() {}

    /** Waits, if need be, until there is half a minute left. */
    static void earlyInOne() {
        Await.until(() ->
                assertThat(Instant.now().atOffset(ZoneOffset.UTC).getSecond()).isLessThan(35));
    }
}
