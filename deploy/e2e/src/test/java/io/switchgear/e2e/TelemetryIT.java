package io.switchgear.e2e;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.switchgear.common.testing.Await;

import static org.assertj.core.api.Assertions.assertThat;

/** Each call is a trace, and the figures on the dashboard come from it. */
class TelemetryIT {

    private final RunningSuite suite = RunningSuite.get();

    @Test
    void aCallBecomesATraceAndAFigure() {
        Tenant tenant = suite.newTenant();
        String key = tenant.newApiKey();
        tenant.provider("only");
        tenant.pool("chat", "only");
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        var answer = suite.gateway()
                .as(key)
                .with("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
                .post("/v1/chat/completions", """
                    {"model": "chat", "messages": [{"role": "user", "content": "one two three"}],
                     "simulator": {"input_tokens": 1234, "output_tokens": 56}}
                    """)
                .expect(200);
        assertThat(answer.headers().firstValue("x-trace-id")).hasValue(traceId);
        assertThat(answer.headers().firstValue("x-switchgear-provider")).hasValue("only");

        JsonNode item = Await.value(() -> {
            JsonNode items = tenant.api()
                    .get("/api/v1/traces?limit=5")
                    .expect(200)
                    .body()
                    .get("items");
            return items.isEmpty() ? null : items.get(0);
        });
        assertThat(item.get("trace_id").asString()).isEqualTo(traceId);
        assertThat(item.get("status").asString()).isEqualTo("ok");
        assertThat(item.get("provider").asString()).isEqualTo("only");
        assertThat(item.get("input_tokens").asLong()).isEqualTo(1234);
        assertThat(item.get("output_tokens").asLong()).isEqualTo(56);
        assertThat(item.get("attempts").asLong()).isEqualTo(1);

        JsonNode detail =
                tenant.api().get("/api/v1/traces/" + traceId).expect(200).body();
        assertThat(detail.get("spans").size()).isPositive();
        Await.until(() -> {
            JsonNode kpis = tenant.api()
                    .get("/api/v1/metrics/home-kpis?range=1h")
                    .expect(200)
                    .body();
            assertThat(kpis.at("/total_requests/value").asLong()).isEqualTo(1);
        });
        Await.until(() -> assertThat(tenant.api()
                        .get("/api/v1/activity/stream?limit=50")
                        .expect(200)
                        .body()
                        .get("items")
                        .size())
                .isEqualTo(1));
        tenant.api().get("/api/v1/alerts/recent?limit=10").expect(200);
        suite.newTenant().api().get("/api/v1/traces/" + traceId).expect(404);
    }

    @Test
    void repeatedErrorsBecomeAnAlert() {
        Tenant tenant = suite.newTenant();
        String key = tenant.newApiKey();
        String broken = tenant.provider("broken");
        tenant.pool("chat", "broken");
        suite.simulator()
                .put("/_sim/providers/" + broken, "{\"faults\": [\"status=500\"]}")
                .expect(200);
        for (int i = 0; i < 10; i++) {
            suite.gateway()
                    .as(key)
                    .post(
                            "/v1/chat/completions",
                            "{\"model\":\"chat\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
        }
        Await.until(() -> assertThat(tenant.api()
                        .get("/api/v1/alerts/recent?limit=10")
                        .expect(200)
                        .body()
                        .get("items")
                        .size())
                .isPositive());
        JsonNode kpis = tenant.api()
                .get("/api/v1/metrics/home-kpis?range=1h")
                .expect(200)
                .body();
        assertThat(kpis.at("/error_rate/value").asDouble()).isEqualTo(100.0);
    }
}
