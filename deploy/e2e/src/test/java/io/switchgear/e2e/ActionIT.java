package io.switchgear.e2e;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.switchgear.common.testing.Await;

import static org.assertj.core.api.Assertions.assertThat;

/** Actions change the simulated cluster, and say so when they are done. */
class ActionIT {

    private final RunningSuite suite = RunningSuite.get();
    private final Tenant tenant = suite.newTenant();

    @Test
    void scalesRestartsAndRollsOut() {
        JsonNode scaled = done("/api/v1/scale_deployment", """
            {"service_name": "inventory-svc", "target_type": "kubernetes", "namespace": "default", "replicas": 4,
             "reason": "traffic surge"}
            """);
        assertThat(scaled.get("status").asString()).isEqualTo("succeeded");
        assertThat(target("inventory-svc").get("replicas").asInt()).isEqualTo(4);

        assertThat(done("/api/v1/rollout_restart", """
            {"service_name": "payment-api", "target_type": "gke", "namespace": "default", "reason": "stale"}
            """).get("status").asString())
                .isEqualTo("succeeded");
        assertThat(done("/api/v1/restart_deployment", """
            {"service_name": "user-auth", "target_type": "gke", "namespace": "default", "reason": "stuck"}
            """).get("status").asString())
                .isEqualTo("succeeded");
        assertThat(tenant.api()
                        .get("/api/v1/actions")
                        .expect(200)
                        .body()
                        .get("items")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void simulatedTargetsAreLabelled() {
        assertThat(target("notification-svc").get("simulated").asBoolean()).isTrue();
    }

    private JsonNode done(String path, String body) {
        String id = tenant.api()
                .post(path, body)
                .expect(202)
                .body()
                .required("action_id")
                .asString();
        return Await.value(() -> {
            JsonNode action =
                    tenant.api().get("/api/v1/actions/" + id).expect(200).body();
            return switch (action.get("status").asString()) {
                case "pending_approval", "queued", "running", "verifying" -> null;
                default -> action;
            };
        });
    }

    private JsonNode target(String name) {
        for (JsonNode item :
                tenant.api().get("/api/v1/targets").expect(200).body().get("items")) {
            if (name.equals(item.path("service_name").asString(item.path("name").asString("")))) {
                return item;
            }
        }
        throw new AssertionError("no target " + name);
    }
}
