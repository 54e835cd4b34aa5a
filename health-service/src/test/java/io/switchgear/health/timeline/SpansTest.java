package io.switchgear.health.timeline;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.switchgear.health.status.HealthState;

import static io.switchgear.health.status.HealthState.DEGRADED;
import static io.switchgear.health.status.HealthState.FAILED;
import static io.switchgear.health.status.HealthState.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;

class SpansTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void withoutChangesTheStatusNowHasAlwaysBeen() {
        assertThat(spans(List.of())).containsExactly(span(0, HEALTHY, 1000, 0));
    }

    @Test
    void anIncidentWithItsProbation() {
        assertThat(spans(List.of(
                        change(100, HEALTHY, FAILED, null, true),
                        change(130, FAILED, DEGRADED, null, false),
                        change(131, DEGRADED, DEGRADED, 191L, false))))
                .containsExactly(
                        span(0, HEALTHY, 100, 0),
                        span(100, FAILED, 30, 1),
                        span(130, DEGRADED, 61, 0),
                        span(191, HEALTHY, 809, 0));
    }

    @Test
    void aProbationThatFailsIsNoRecovery() {
        assertThat(spans(List.of(
                        change(100, HEALTHY, FAILED, null, true),
                        change(131, DEGRADED, DEGRADED, 191L, false),
                        change(150, HEALTHY, FAILED, null, true))))
                .containsExactly(
                        span(0, HEALTHY, 100, 0),
                        span(100, FAILED, 31, 1),
                        span(131, DEGRADED, 19, 0),
                        span(150, FAILED, 850, 1));
    }

    @Test
    void aChangeFromBeforeTellsHowItBegan() {
        assertThat(spans(List.of(change(-50, HEALTHY, FAILED, null, true), change(10, FAILED, HEALTHY, null, false))))
                .containsExactly(span(0, FAILED, 10, 0), span(10, HEALTHY, 990, 0));
        assertThat(spans(List.of(change(-50, DEGRADED, DEGRADED, 10L, false))))
                .containsExactly(span(0, DEGRADED, 10, 0), span(10, HEALTHY, 990, 0));
        assertThat(spans(List.of(change(-50, DEGRADED, DEGRADED, -5L, false))))
                .containsExactly(span(0, HEALTHY, 1000, 0));
    }

    @Test
    void whatIsStillGoingOnEndsWithTheRange() {
        assertThat(spans(List.of(change(990, FAILED, DEGRADED, 1050L, false))))
                .containsExactly(span(0, FAILED, 990, 0), span(990, DEGRADED, 10, 0));
    }

    private static List<HealthHistoryEntry> spans(List<StatusChange> changes) {
        return Spans.of(changes, HEALTHY, START, START.plusSeconds(1000));
    }

    private static StatusChange change(
            long second, HealthState previous, HealthState status, @Nullable Long degradedUntil, boolean opened) {
        return new StatusChange(
                START.plusSeconds(second),
                previous,
                status,
                degradedUntil == null ? null : START.plusSeconds(degradedUntil),
                opened);
    }

    private static HealthHistoryEntry span(long second, HealthState status, long seconds, int incidents) {
        return new HealthHistoryEntry(START.plusSeconds(second), status, seconds * 1000, incidents);
    }
}
