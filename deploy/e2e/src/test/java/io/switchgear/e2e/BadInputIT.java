package io.switchgear.e2e;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is sent, the answer is a clear problem, nothing is stored, and nothing leaks. */
class BadInputIT {

    private static final RunningSuite SUITE = RunningSuite.get();
    private static Tenant tenant;

    @BeforeAll
    static void register() {
        tenant = SUITE.newTenant();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/admin/router/providers | {\"name\": | 400",
                "/api/v1/admin/router/providers | {\"name\": 5, \"type\": \"openai\"} | 422",
                "/api/v1/admin/router/providers |"
                        + " {\"name\":\"a\",\"type\":\"teapot\",\"base_url\":\"https://example.com\"} | 422",
                "/api/v1/admin/router/providers |"
                        + " {\"name\":\"a\",\"type\":\"openai\",\"base_url\":\"http://169.254.169.254/\"} | 422",
                "/api/v1/admin/router/load-balancer/pools |"
                        + " {\"group_name\":\"p\",\"providers\":[],\"strategy\":\"round_robin\"} | 422",
                "/api/v1/admin/router/load-balancer/pools |"
                    + " {\"group_name\":\"p\",\"providers\":[{\"name\":\"a\",\"weight\":-1}],\"strategy\":\"round_robin\"}"
                    + " | 422",
                "/api/v1/admin/router/load-balancer/pools |"
                    + " {\"group_name\":\"p\",\"providers\":[{\"name\":\"a\",\"weight\":1}],\"strategy\":\"magic\"} |"
                    + " 422",
                "/api/v1/api-keys | {\"name\":\"k\",\"scopes\":[\"everything\"]} | 422",
                "/api/v1/api-keys | [] | 400",
                "/api/v1/restart_deployment | {\"service_name\":\"payment-api\"} | 422",
                "/api/v1/rollout_restart |"
                        + " {\"service_name\":\"payment-api\",\"target_type\":\"cloud_run\",\"reason\":\"x\"} | 422",
                "/api/v1/scale_deployment |"
                    + " {\"service_name\":\"payment-api\",\"target_type\":\"gke\",\"reason\":\"x\",\"replicas\":-1} |"
                    + " 422"
            })
    void bodiesAreRefused(String path, String body, int status) {
        var answer = tenant.api().post(path, body);
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type").orElse("")).contains("application/problem+json");
        assertThat(answer.body().get("request_id").asString()).isNotEmpty();
        assertThat(answer.text()).doesNotContain("Exception", "io.switchgear", "org.springframework");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/traces?limit=0",
                "/api/v1/traces?limit=many",
                "/api/v1/traces?status=maybe",
                "/api/v1/traces?cursor=%27%3B--",
                "/api/v1/metrics/home-kpis?range=2h",
                "/api/v1/metrics/home-kpis?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "/api/v1/health/circuit-events?from=yesterday"
            })
    void queriesAreRefused(String path) {
        var answer = tenant.api().get(path);
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(400);
    }

    @Test
    void unknownIdsAreNotFound() {
        for (String path : new String[] {
            "/api/v1/traces/ffffffffffffffffffffffffffffffff",
            "/api/v1/admin/router/providers/nobody",
            "/api/v1/admin/router/circuit-breakers/nobody",
            "/api/v1/actions/00000000-0000-0000-0000-000000000000",
            "/api/v1/health/providers/nobody/history",
            "/api/v1/no-such-thing"
        }) {
            assertThat(tenant.api().get(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void injectionIsJustText() {
        String name = "x'; drop table providers; --";
        tenant.api().get("/api/v1/traces?q=%27%20or%201%3D1--").expect(200);
        var answer = tenant.api()
                .post("/api/v1/api-keys", "{\"name\": \"%s\", \"scopes\": [\"llm\"]}".formatted(name))
                .expect(201);
        assertThat(answer.body().get("name").asString()).isEqualTo(name);
        tenant.api().get("/api/v1/admin/router/providers").expect(200);
    }

    @Test
    void oversizedBodiesAreRefused() {
        String big = "{\"name\": \"" + "x".repeat(3_000_000) + "\"}";
        assertThat(tenant.api().post("/api/v1/admin/router/providers", big).status())
                .isEqualTo(413);
    }
}
