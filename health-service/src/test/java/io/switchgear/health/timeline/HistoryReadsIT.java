package io.switchgear.health.timeline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.health.Replica;
import io.switchgear.health.WholeService;

import static org.assertj.core.api.Assertions.assertThat;

/** What is told of an incident afterwards. */
class HistoryReadsIT extends WholeService {

    private final Instant opened = minutesAgo(30);

    private void incident() {
        deliver(
                replica.event(workspace, "a", 1, CircuitState.CLOSED, CircuitState.OPEN, opened),
                replica.event(workspace, "a", 2, CircuitState.OPEN, CircuitState.HALF_OPEN, opened.plusSeconds(30)),
                replica.event(workspace, "a", 3, CircuitState.HALF_OPEN, CircuitState.CLOSED, opened.plusSeconds(31)));
        deliver(replica.sample(
                minutesAgo(1),
                List.of(Replica.provider(
                        workspace,
                        "a",
                        CircuitState.CLOSED,
                        3,
                        opened.plusSeconds(31),
                        Replica.successes(99, 100, minutesAgo(1)),
                        Replica.failure(FailureCategory.SERVER, "=1+1 \"boom\", twice", 100, minutesAgo(1)))),
                List.of(Replica.group(workspace, "pool", Replica.member("a", 1, 99, 1, 100)))));
    }

    @Test
    void timelineOfAnIncident() {
        incident();

        JsonNode spans = get("/api/v1/health/providers/a/timeline?range=1h").at("/items");

        assertThat(spans.valueStream().map(span -> span.at("/status").asString()))
                .containsExactly("healthy", "degraded", "failed");
        assertThat(spans.at("/1/duration").asLong()).isEqualTo(61_000);
        assertThat(spans.at("/2/duration").asLong()).isEqualTo(30_000);
        assertThat(spans.at("/2/incidents").asInt()).isEqualTo(1);
        assertThat(Instant.parse(spans.at("/2/timestamp").asString())).isEqualTo(opened);
    }

    @Test
    void timelinePages() {
        incident();
        var statuses = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = get("/api/v1/health/providers/a/timeline?range=1h&limit=1&cursor={cursor}", cursor);
            page.at("/items").forEach(span -> statuses.add(span.at("/status").asString()));
            cursor = page.at("/next_cursor").isNull()
                    ? null
                    : page.at("/next_cursor").asString();
        } while (cursor != null);

        assertThat(statuses).containsExactly("healthy", "degraded", "failed");
    }

    @Test
    void reliabilityWithItsParts() {
        incident();

        JsonNode reliability = get("/api/v1/health/providers/a/reliability?range=24h");

        assertThat(reliability.at("/parts/availability/success_rate").asDouble())
                .isEqualTo(99);
        assertThat(reliability.at("/parts/stability/openings").asInt()).isEqualTo(1);
        assertThat(reliability.at("/parts/latency/score").asDouble()).isEqualTo(100);
        assertThat(reliability.at("/score").asDouble()).isBetween(96.0, 97.0);
        assertThat(reliability.at("/formula").asString()).contains("availability");
    }

    @Test
    void historyPagesAndCsv() {
        incident();
        var types = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = get("/api/v1/health/providers/a/history?limit=2&cursor={cursor}", cursor);
            page.at("/items").forEach(line -> types.add(line.at("/type").asString()));
            cursor = page.at("/next_cursor").isNull()
                    ? null
                    : page.at("/next_cursor").asString();
        } while (cursor != null);

        assertThat(types)
                .containsExactlyInAnyOrder("failure", "success", "state_change", "state_change", "state_change");
        assertThat(csv("/api/v1/health/providers/a/history?format=csv&type=failure"))
                .contains("\"'=1+1 \"\"boom\"\", twice\"");
    }

    @Test
    void namesThatAreFormulasAreDefusedInEveryCsv() {
        String provider = "+cmd|' /C calc'!A0";
        deliver(replica.event(workspace, provider, 1, CircuitState.CLOSED, CircuitState.OPEN, opened));
        deliver(replica.sample(
                minutesAgo(1),
                List.of(Replica.provider(workspace, provider, CircuitState.OPEN, 1, opened)),
                List.of(Replica.group(workspace, "@pool", Replica.member(provider, 1, 5, 0, 100)))));

        assertThat(csv("/api/v1/health/load-balancer/metrics?format=csv")).contains("'@pool", "'+cmd");
        assertThat(csv("/api/v1/health/circuit-events?format=csv"))
                .contains("'+cmd")
                .doesNotContain(",+cmd");
    }

    @Test
    void loadBalancerMetricsByHourDayAndMonth() {
        incident();
        Instant yesterday = CLOCK.instant().minus(25, ChronoUnit.HOURS);
        deliver(replica.sample(
                yesterday,
                List.of(Replica.provider(workspace, "a", CircuitState.CLOSED, 3, opened)),
                List.of(Replica.group(
                        workspace, "pool", Replica.member("a", 1, 50, 0, 300), Replica.member("b", 1, 50, 0, 100)))));

        JsonNode hours = get("/api/v1/health/load-balancer/metrics?granularity=hour&range=7d")
                .at("/items");
        assertThat(hours).hasSize(3);
        assertThat(hours.at("/0/requests").asInt()).isEqualTo(100);
        assertThat(hours.at("/0/share").asDouble()).isEqualTo(100);
        assertThat(hours.at("/1/provider").asString()).isEqualTo("b");
        assertThat(hours.at("/2/share").asDouble()).isEqualTo(50);
        assertThat(hours.at("/2/avg_latency_ms").asDouble()).isEqualTo(300);
        JsonNode days = get("/api/v1/health/load-balancer/metrics?granularity=day&range=7d")
                .at("/items");
        assertThat(days).hasSize(3);
        assertThat(days.at("/0/at").asString()).endsWith("T00:00:00.000Z");
        JsonNode months = get("/api/v1/health/load-balancer/metrics?granularity=month&range=7d")
                .at("/items");
        assertThat(months.valueStream()
                        .mapToLong(month -> month.at("/requests").asLong())
                        .sum())
                .isEqualTo(200);
        assertThat(csv("/api/v1/health/load-balancer/metrics?format=csv&range=7d")
                        .lines())
                .hasSize(4);
        JsonNode page = get("/api/v1/health/load-balancer/metrics?range=7d&limit=2");
        assertThat(get(
                                "/api/v1/health/load-balancer/metrics?range=7d&limit=2&cursor={cursor}",
                                page.at("/next_cursor").asString())
                        .at("/items"))
                .hasSize(1);
    }
}
