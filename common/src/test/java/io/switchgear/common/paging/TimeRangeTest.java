package io.switchgear.common.paging;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.switchgear.common.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimeRangeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T23:59:30.5Z");

    @Test
    void namedRangesEndWithTheCurrentMinute() {
        var range = TimeRange.parse("1h", null, null, NOW);
        assertThat(range.from()).isEqualTo("2026-03-01T23:00:00Z");
        assertThat(range.to()).isEqualTo("2026-03-02T00:00:00Z");
        assertThat(range.previous().to()).isEqualTo(range.from());
        assertThat(TimeRange.parse(null, null, null, NOW).label()).isEqualTo("24h");
    }

    @Test
    void customRangesAlignToTheMinute() {
        var range = TimeRange.parse(null, "2026-03-01T10:00:59Z", "2026-03-01T11:00:01+00:00", NOW);
        assertThat(range.from()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(range.to()).isEqualTo("2026-03-01T11:01:00Z");
    }

    @Test
    void nonsenseIsRefused() {
        assertRefused("2h", null, null);
        assertRefused("", null, null);
        assertRefused(null, "2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z");
        assertRefused(null, "yesterday", null);
        assertRefused("1h", "2026-03-01T00:00:00Z", null);
        assertRefused(null, "2020-01-01T00:00:00Z", "2026-01-01T00:00:00Z");
    }

    private static void assertRefused(String range, String from, String to) {
        assertThatThrownBy(() -> TimeRange.parse(range, from, to, NOW))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400));
    }
}
