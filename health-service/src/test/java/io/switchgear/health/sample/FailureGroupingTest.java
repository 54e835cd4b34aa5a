package io.switchgear.health.sample;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.common.circuit.Samples.ProviderSample;
import io.switchgear.health.Replica;

import static org.assertj.core.api.Assertions.assertThat;

class FailureGroupingTest {

    private static final UUID WORKSPACE = UUID.randomUUID();
    private static final Instant AT = Instant.parse("2026-01-01T12:00:30Z");
    private static final Instant MINUTE = Instant.parse("2026-01-01T12:00:00Z");

    private final ProviderSample provider = Replica.provider(
            WORKSPACE,
            "a",
            CircuitState.CLOSED,
            1,
            AT,
            Replica.failure(FailureCategory.TIMEOUT, "first", 10, AT),
            Replica.failure(FailureCategory.SERVER, "second", 20, AT),
            Replica.failure(FailureCategory.SERVER, "third", 30, AT),
            Replica.successes(5, 1, AT));

    @Test
    void failuresHaveLinesOfTheirOwnWhileThereIsRoom() {
        var rows = FailureGrouping.rows(provider, "r", 1, 10);

        assertThat(rows).extracting(HistoryRow::message).containsExactly("first", "second", "third", null);
        assertThat(rows).extracting(HistoryRow::id).doesNotHaveDuplicates();
        assertThat(rows.get(0).at()).isEqualTo(AT);
        assertThat(rows.get(3).at()).isEqualTo(MINUTE);
    }

    @Test
    void thenTheMinuteHasOneLinePerCategory() {
        var rows = FailureGrouping.rows(provider, "r", 1, 1);

        assertThat(rows.get(1).id())
                .isEqualTo(rows.get(2).id())
                .isNotEqualTo(rows.get(0).id());
        assertThat(rows.get(1).plus(rows.get(2)))
                .extracting(HistoryRow::eventCount, HistoryRow::latencySumMs, HistoryRow::latencyMinMs)
                .containsExactly(2L, 50L, 20L);
    }

    @Test
    void theSameSampleMakesTheSameLines() {
        assertThat(FailureGrouping.rows(provider, "r", 1, 10)).isEqualTo(FailureGrouping.rows(provider, "r", 1, 10));
        assertThat(FailureGrouping.rows(provider, "r", 1, 10).getFirst().id())
                .isNotEqualTo(
                        FailureGrouping.rows(provider, "r", 2, 10).getFirst().id());
    }

    @Test
    void emptyOutcomesAreNoLines() {
        ProviderSample idle = Replica.provider(WORKSPACE, "a", CircuitState.CLOSED, 1, AT, Replica.successes(0, 0, AT));

        assertThat(FailureGrouping.rows(idle, "r", 1, 10)).isEqualTo(List.of());
    }
}
