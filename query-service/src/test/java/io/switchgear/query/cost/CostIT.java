package io.switchgear.query.cost;

import org.junit.jupiter.api.Test;

import io.switchgear.common.testing.Await;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** What failed and hedged attempts cost stands beside what requests cost, as JSON and as a table. */
class CostIT extends RunningService {

    private void send(long failedNanos, long hedgedNanos) {
        String trace = Otlp.traceId();
        String request = Otlp.spanId();
        var start = now.minusSeconds(2);
        send(
                router(),
                Otlp.fromRouter(
                        workspace,
                        Otlp.request(trace, request, null, start, 200),
                        Otlp.attempt(trace, request, start, 50, 1, "server")
                                .addAttributes(Otlp.attribute("switchgear.cost.nano_usd", failedNanos)),
                        Otlp.attempt(trace, request, start, 60, 2, "cancelled")
                                .addAttributes(Otlp.attribute("switchgear.cost.nano_usd", hedgedNanos)),
                        Otlp.attempt(trace, request, start, 140, 3, "success")));
    }

    @Test
    void attemptsAreKeptApart() {
        send(2_000_000, 500_000);
        send(1_000_000, 250_000);
        Await.until(() -> {
            var costs = get("/api/v1/costs?group_by=provider");
            assertThat(costs.path("items").size()).isEqualTo(1);
            var row = costs.path("items").path(0);
            assertThat(row.path("requests").longValue()).isEqualTo(2);
            // The router stamped 0.0015 on each request.
            assertThat(costs.path("total_cost_usd").doubleValue()).isEqualTo(0.003);
            assertThat(row.path("cost_usd").doubleValue()).isEqualTo(0.003);
            assertThat(row.path("failed_attempts").longValue()).isEqualTo(2);
            assertThat(row.path("failed_attempt_cost_usd").doubleValue()).isEqualTo(0.003);
            assertThat(row.path("hedged_attempts").longValue()).isEqualTo(2);
            assertThat(row.path("hedged_attempt_cost_usd").doubleValue()).isEqualTo(0.00075);
        });
        String table = http.get()
                .uri("/api/v1/costs?group_by=provider&format=csv")
                .headers(viewer())
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith("text/csv")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(table.lines().toList().getFirst()).startsWith("group,requests,cost_usd,input_tokens");
        assertThat(table.lines().skip(1).toList()).singleElement().asString().startsWith("primary,2,0.003,200,40,");
    }
}
