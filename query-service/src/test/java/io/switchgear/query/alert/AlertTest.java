package io.switchgear.query.alert;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AlertTest {

    private static ErrorPattern pattern(boolean attempts, long count, long total, String type) {
        return new ErrorPattern(
                attempts,
                "shop",
                "openai",
                type,
                count,
                total,
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(5),
                new UUID(1, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "false,  6, 100, critical",
        "false,  5, 100, warning",
        "false,  4,   4, warning",
        "false,  2, 100, warning",
        "false,  1, 100, info",
        "true,  50, 100, warning",
        "true,   2, 100, info"
    })
    void severityFollowsShareAndNumber(boolean attempts, long count, long total, String severity) {
        assertThat(Alert.of(pattern(attempts, count, total, "timeout")).severity())
                .isEqualTo(Severity.of(severity));
    }

    /** So that the console and whoever acknowledges know it again. */
    @Test
    void onePatternIsOneAlert() {
        var first = Alert.of(pattern(false, 6, 100, "timeout"));
        assertThat(Alert.of(pattern(false, 60, 200, "timeout")).id()).isEqualTo(first.id());
        assertThat(Alert.of(pattern(false, 6, 100, "quota")).id()).isNotEqualTo(first.id());
        assertThat(Alert.of(pattern(true, 6, 100, "timeout")).id()).isNotEqualTo(first.id());
        assertThat(first.message()).isEqualTo("6 of 100 requests failed with timeout in the last hour (6.0 %).");
    }
}
