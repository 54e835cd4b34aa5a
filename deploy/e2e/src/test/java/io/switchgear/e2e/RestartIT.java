package io.switchgear.e2e;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.switchgear.common.testing.Await;

import static org.assertj.core.api.Assertions.assertThat;

/** A provider fails, its circuit opens, traffic moves; and all of it is still there after the suite was stopped and started. */
class RestartIT {

    private final RunningSuite suite = RunningSuite.get();

    @Test
    void circuitsAndHistorySurvive() {
        Tenant tenant = suite.newTenant();
        String key = tenant.newApiKey();
        String flaky = tenant.provider("flaky");
        String steady = tenant.provider("steady");
        tenant.pool("chat", "flaky", "steady");
        suite.simulator()
                .put("/_sim/providers/" + flaky, "{\"faults\": [\"status=503\"]}")
                .expect(200);

        for (int i = 0; i < 12; i++) {
            suite.gateway().as(key).post("/v1/chat/completions", completion()).expect(200);
        }
        assertThat(tenant.attempts(steady)).isEqualTo(12);
        assertThat(circuit(tenant, "flaky").get("state").asString()).isEqualTo("open");
        JsonNode opened = Await.value(() -> ledger(tenant, "flaky"));
        assertThat(opened.get("from_state").asString()).isEqualTo("closed");
        assertThat(opened.get("to_state").asString()).isEqualTo("open");
        assertThat(opened.get("trigger").asString()).isEqualTo("system");
        assertThat(opened.get("trace_ids").size()).isPositive();

        // Source 1's session: a pool of a provider that nobody registered, forced open.
        tenant.api().post("/api/v1/admin/router/load-balancer/pools", """
            {"group_name": "test-group", "providers": [{"name": "test-provider", "weight": 1}], "strategy": "round_robin"}
            """).expect(201);
        tenant.api()
                .post("/api/v1/admin/router/circuit-breakers/test-provider/force-open", null)
                .expect(200);

        suite.stop();
        suite.start();

        JsonNode forced = circuit(tenant, "test-provider");
        assertThat(forced.get("state").asString()).isEqualTo("open");
        assertThat(forced.get("forced").asString()).isEqualTo("open");
        assertThat(ledger(tenant, "flaky")).isNotNull();
        assertThat(ledger(tenant, "test-provider").get("trigger").asString()).isEqualTo("user");
        suite.gateway().as(key).post("/v1/chat/completions", completion()).expect(200);
        var member = tenant.login();
        // Calls of before and after: the spool delivers the last ones when it can.
        Await.until(() -> {
            JsonNode kpis =
                    member.get("/api/v1/metrics/home-kpis?range=1h").expect(200).body();
            assertThat(kpis.at("/total_requests/value").asLong()).isEqualTo(13);
        });

        tenant.login()
                .post("/api/v1/admin/router/circuit-breakers/test-provider/reset", "{\"reason\": \"done\"}")
                .expect(200);
        assertThat(circuit(tenant, "test-provider").get("forced").isNull()).isTrue();
    }

    private static String completion() {
        return "{\"model\": \"chat\", \"messages\": [{\"role\": \"user\", \"content\": \"hello there\"}]}";
    }

    private static JsonNode circuit(Tenant tenant, String provider) {
        return tenant.login()
                .get("/api/v1/admin/router/circuit-breakers/" + provider)
                .expect(200)
                .body();
    }

    /** The oldest event of a provider's circuit, or null while there is none. */
    private static JsonNode ledger(Tenant tenant, String provider) {
        JsonNode items = tenant.login()
                .get("/api/v1/health/circuit-events?provider=" + provider)
                .expect(200)
                .body()
                .get("items");
        return items.isEmpty() ? null : items.get(items.size() - 1);
    }
}
