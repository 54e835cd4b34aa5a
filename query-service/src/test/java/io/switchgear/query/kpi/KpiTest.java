package io.switchgear.query.kpi;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.switchgear.query.rollup.Sketch;
import io.switchgear.query.rollup.Totals;

import static org.assertj.core.api.Assertions.assertThat;

class KpiTest {

    @ParameterizedTest
    @CsvSource({
        "150, 100, 50, up",
        "50, 100, -50, down",
        "100, 100, 0, flat",
        "5, 0, , up",
        "0, 0, , flat",
        "0, 4, -100, down",
        "3, , , flat",
        ", 3, , flat",
        ", , , flat"
    })
    void changeAndTrend(Double value, Double previous, Double change, String trend) {
        assertThat(Kpi.of(value, previous)).isEqualTo(new Kpi(value, change, trend));
    }

    @Test
    void countsAreZeroAndAveragesNullWithoutData() {
        var kpis = HomeKpis.of("24h", Totals.NONE, Totals.NONE, new Sketch());
        assertThat(kpis.totalRequests().value()).isZero();
        assertThat(kpis.totalCostUsd().value()).isZero();
        assertThat(kpis.avgLatencyMs().value()).isNull();
        assertThat(kpis.errorRate().value()).isNull();
        assertThat(kpis.avgQualityScore().value()).isNull();
        assertThat(kpis.latency()).isEqualTo(new HomeKpis.Percentiles(null, null, null));
    }

    @ParameterizedTest
    @CsvSource({"PT1H, PT1M", "PT24H, PT15M", "P7D, PT2H", "P30D, PT6H", "P400D, P4D"})
    void stepsDivideTheNamedRanges(Duration range, Duration step) {
        assertThat(Steps.of(range)).isEqualTo(step);
    }
}
