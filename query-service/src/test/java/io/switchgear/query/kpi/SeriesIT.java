package io.switchgear.query.kpi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.switchgear.common.testing.Await;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Series out of rollups: steps of the clock, of whatever grain, have each request once. */
class SeriesIT extends RunningService {

    private static final int CALLS = 60;

    private void callsOver(Duration range) {
        var spans = new ArrayList<Span.Builder>();
        for (int i = 0; i < CALLS; i++) {
            Instant start = now.minusSeconds(30).minus(range.dividedBy(CALLS).multipliedBy(i));
            spans.add(Otlp.request(Otlp.traceId(), Otlp.spanId(), null, start, 100 + i));
        }
        send(router(), Otlp.fromRouter(workspace, spans.toArray(Span.Builder[]::new)));
    }

    private List<JsonNode> points(String query) {
        return get("/api/v1/metrics/series?" + query)
                .path("points")
                .valueStream()
                .toList();
    }

    private static List<Instant> times(List<JsonNode> points) {
        return List.copyOf(new TreeSet<>(points.stream()
                .map(point -> Instant.parse(point.path("t").stringValue()))
                .toList()));
    }

    @Test
    void aWeekIsStepsOfTheClockAndHasEachRequestOnce() {
        callsOver(Duration.ofDays(7).minusHours(1));
        Await.until(() -> assertThat(count("select count(*) from rollup_delta where workspace_id = :workspace"))
                .isZero());
        // So that what is read from hours is told from what is read from minutes.
        database.sql("update rollup set duration_us = 2 * duration_us where workspace_id = :workspace and grain ="
                        + " 'hour'")
                .bind("workspace", workspace)
                .then()
                .block();
        var points = points("metric=requests&range=7d&group_by=model");
        assertThat(points.stream()
                        .mapToDouble(p -> p.path("value").doubleValue())
                        .sum())
                .isEqualTo(CALLS);
        assertThat(times(points).subList(1, 84))
                .allMatch(t -> t.getEpochSecond() % Duration.ofHours(2).toSeconds() == 0);
        double means = points("metric=latency_avg&range=7d").stream()
                .filter(p -> !p.path("value").isNull())
                .mapToDouble(p -> p.path("value").doubleValue())
                .max()
                .orElseThrow();
        assertThat(means).as("read from hours").isGreaterThan(200);
        assertThat(points("metric=latency_p95&range=7d&group_by=model").stream()
                        .filter(p -> !p.path("value").isNull())
                        .mapToDouble(p -> p.path("value").doubleValue())
                        .max()
                        .orElseThrow())
                .isCloseTo(100 + CALLS - 1, within(3.0));
    }

    @Test
    void eachRangeAddsUp() {
        callsOver(Duration.ofMinutes(59));
        for (String range : new String[] {"1h", "24h", "7d", "30d"}) {
            Await.until(() -> assertThat(points("metric=requests&range=" + range).stream()
                            .mapToDouble(p -> p.path("value").doubleValue())
                            .sum())
                    .as(range)
                    .isEqualTo(CALLS));
        }
    }
}
