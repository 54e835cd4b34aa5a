package io.switchgear.health.prediction;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.common.circuit.Samples.Outcome;
import io.switchgear.common.testing.Await;
import io.switchgear.health.Replica;
import io.switchgear.health.WholeService;

import static org.assertj.core.api.Assertions.assertThat;

class PredictionIT extends WholeService {

    private final Instant now = CLOCK.instant().truncatedTo(ChronoUnit.MINUTES);

    @Test
    void risingErrorsAreAWarningWithItsEvidence() {
        for (int minute = 12; minute >= 1; minute--) {
            // 100 calls a minute; 3 % more of them fail each minute.
            traffic(minute, 100, 3 * (12 - minute), 50);
        }

        JsonNode prediction = provider().at("/prediction");

        assertThat(prediction.at("/metric").asString()).isEqualTo("error_rate");
        assertThat(prediction.at("/threshold").asDouble()).isEqualTo(50);
        assertThat(prediction.at("/per_minute").asDouble()).isBetween(2.9, 3.1);
        assertThat(prediction.at("/in_ms").asLong()).isBetween(3 * 60_000L, 6 * 60_000L);
        assertThat(Instant.parse(prediction.at("/crosses_at").asString())).isAfter(now);
        assertThat(prediction.at("/points")).hasSize(12);
        assertThat(prediction.at("/points/11/value").asDouble()).isEqualTo(33);
        assertThat(prediction.at("/calls").asLong()).isEqualTo(1_200);
        assertThat(prediction.at("/explanation").asString())
                .startsWith("The error rate rose from 0 % to 33 % in 11 minutes (1200 calls)");
    }

    @Test
    void risingLatencyIsOneToo() {
        for (int minute = 12; minute >= 1; minute--) {
            traffic(minute, 20, 0, 4_000 * (13 - minute));
        }
        JsonNode prediction = provider().at("/prediction");
        assertThat(prediction.at("/metric").asString()).isEqualTo("latency");
        assertThat(prediction.at("/threshold").asDouble()).isEqualTo(60_000);
        assertThat(prediction.at("/value").asDouble()).isBetween(45_000.0, 55_000.0);
    }

    @Test
    void littleDataSteadyErrorsAndOpenCircuitsAreNone() {
        for (int minute = 4; minute >= 1; minute--) {
            traffic(minute, 100, 10 * (4 - minute), 50);
        }
        assertThat(provider().at("/prediction").isNull()).isTrue();

        for (int minute = 14; minute >= 1; minute--) {
            traffic(minute, 1_000, 200, 50);
        }
        CLOCK.advance(java.time.Duration.ofSeconds(6));
        assertThat(provider().at("/prediction").isNull()).isTrue();
    }

    @Test
    void circuitStateLatencyAndRiskGoOutAsSeries() {
        traffic(1, 100, 25, 50);
        deliver(replica.event(workspace, "a", 2, CircuitState.CLOSED, CircuitState.OPEN, minutesAgo(0)));

        Await.until(() -> {
            JsonNode resource = QUERY.metrics().stream()
                    .flatMap(body -> json.readTree(body).at("/resourceMetrics").valueStream())
                    .filter(metrics -> metrics.at("/resource").toString().contains(workspace.toString()))
                    .reduce((first, second) -> second)
                    .orElseThrow();
            var metrics = new ArrayList<String>();
            resource.at("/scopeMetrics/0/metrics").forEach(metric -> {
                JsonNode point = metric.at("/gauge/dataPoints/0");
                metrics.add(metric.at("/name").asString() + " "
                        + point.at("/asDouble").asDouble());
                assertThat(point.at("/attributes/0/key").asString()).isEqualTo("switchgear.provider");
                assertThat(point.at("/attributes/0/value/stringValue").asString())
                        .isEqualTo("a");
            });
            assertThat(metrics)
                    .contains(
                            "switchgear.circuit.state 2.0",
                            "switchgear.provider.at_risk 0.0",
                            "switchgear.provider.latency.avg 50.0",
                            "switchgear.provider.error_rate 25.0");
        });
        assertThat(QUERY.metrics())
                .anySatisfy(body -> assertThat(body)
                        .contains("switchgear.component.up", "00000000-0000-0000-0000-000000000000", "database"));
    }

    private JsonNode provider() {
        return get("/api/v1/admin/router/health-dashboard").at("/providers/0");
    }

    private void traffic(int minutesAgo, int calls, int failures, long eachMs) {
        Instant at = now.minusSeconds(60L * minutesAgo).plusSeconds(10);
        var outcomes = new ArrayList<Outcome>();
        outcomes.add(Replica.successes(calls - failures, eachMs, at));
        for (int i = 0; i < failures; i++) {
            outcomes.add(Replica.failure(FailureCategory.SERVER, "500", eachMs, at));
        }
        deliver(replica.sample(
                at.plusSeconds(1),
                List.of(Replica.provider(workspace, "a", CircuitState.CLOSED, 1, at, outcomes.toArray(Outcome[]::new))),
                List.of()));
    }
}
