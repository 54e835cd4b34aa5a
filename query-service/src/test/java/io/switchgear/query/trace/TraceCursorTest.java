package io.switchgear.query.trace;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.switchgear.common.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TraceCursorTest {

    @Test
    void survivesEncoding() {
        var cursor = new TraceCursor(
                Instant.parse("2026-11-21T10:00:00.123456Z"), Instant.parse("2026-11-21T09:00:00Z"), UUID.randomUUID());
        assertThat(TraceCursor.decode(cursor.encode())).isEqualTo(cursor);
        assertThat(TraceCursor.decode(null)).isNull();
    }

    @Test
    void foreignTextIsRefused() {
        for (String text : new String[] {"x", "YQpiCmM", "%%%"}) {
            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> TraceCursor.decode(text));
        }
    }
}
