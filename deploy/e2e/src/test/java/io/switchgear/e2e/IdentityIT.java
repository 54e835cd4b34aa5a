package io.switchgear.e2e;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may do what, tried from outside: at the gateway, and at each service's own port. */
class IdentityIT {

    private final RunningSuite suite = RunningSuite.get();

    @Test
    void accountsGetTheirClearErrors() {
        Tenant tenant = suite.newTenant();
        Api anonymous = suite.gateway();
        anonymous
                .post("/api/v1/auth/register", registration(tenant.email(), "correct-horse-battery"))
                .expect(409);
        anonymous
                .post("/api/v1/auth/register", registration("short@example.com", "short"))
                .expect(422);
        anonymous
                .post("/api/v1/auth/register", registration("common@example.com", "password123"))
                .expect(422);
        var wrong = anonymous
                .post("/api/v1/auth/login", login(tenant.email(), "not the password"))
                .expect(401);
        var unknown = anonymous
                .post("/api/v1/auth/login", login("nobody@example.com", "not the password"))
                .expect(401);
        assertThat(unknown.body().get("detail")).isEqualTo(wrong.body().get("detail"));
        anonymous
                .post("/api/v1/auth/login", login(tenant.email(), tenant.password()))
                .expect(200);
        tenant.api().get("/api/v1/auth/me").expect(200);
    }

    @Test
    void forgedTokensAreRefused() {
        Tenant tenant = suite.newTenant();
        String token = tenant.accessToken();
        String[] parts = token.split("\\.");
        suite.gateway().get("/api/v1/auth/me").expect(401);
        suite.gateway().as("nonsense").get("/api/v1/auth/me").expect(401);
        suite.gateway()
                .as(parts[0] + "." + parts[1] + ".AAAA")
                .get("/api/v1/auth/me")
                .expect(401);
        // {"alg":"none"}
        suite.gateway()
                .as("eyJhbGciOiJub25lIn0." + parts[1] + ".")
                .get("/api/v1/auth/me")
                .expect(401);
    }

    @Test
    void foreignWorkspacesAreInvisible() {
        Tenant owner = suite.newTenant();
        owner.provider("mine");
        Tenant stranger = suite.newTenant();
        stranger.api().get("/api/v1/admin/router/providers/mine").expect(404);
        String workspace =
                owner.api().get("/api/v1/auth/me").body().at("/workspace/id").asString("");
        stranger.api()
                .with("X-Workspace-ID", workspace)
                .get("/api/v1/admin/router/providers/mine")
                .expect(404);
    }

    @Test
    void revokedKeysStopWorking() {
        Tenant tenant = suite.newTenant();
        var key = tenant.api()
                .post("/api/v1/api-keys", "{\"name\": \"short-lived\", \"scopes\": [\"llm\"]}")
                .expect(201)
                .body();
        suite.gateway().as(key.get("key").asString()).get("/v1/models").expect(200);
        suite.gateway().as(key.get("key").asString()).get("/api/v1/traces").expect(403);
        tenant.api().delete("/api/v1/api-keys/" + key.get("id").asString()).expect(204);
        io.switchgear.common.testing.Await.until(() ->
                suite.gateway().as(key.get("key").asString()).get("/v1/models").expect(401));
    }

    @ParameterizedTest
    @CsvSource({
        "8001, /api/v1/admin/router/providers",
        "8002, /api/v1/admin/router/health-dashboard",
        "8003, /api/v1/traces",
        "8004, /api/v1/actions"
    })
    void servicesBelieveNobodyAtTheirOwnPort(int port, String path) {
        Tenant tenant = suite.newTenant();
        String workspace =
                tenant.api().get("/api/v1/auth/me").body().at("/workspace/id").asString("");
        Api service = new Api(suite.url(port));
        service.get(path).expect(401);
        service.with("X-Workspace-ID", workspace).get(path).expect(401);
        service.with("X-Workspace-ID", workspace)
                .as(tenant.accessToken())
                .get(path)
                .expect(401);
        service.with("X-Workspace-ID", workspace)
                .with("X-Switchgear-Token", tenant.accessToken())
                .get(path)
                .expect(401);
        service.get("/api/health/liveness").expect(200);
        service.get("/api/health/readiness").expect(200);
        service.get("/api/health/startup").expect(200);
        service.get("/health").expect(200);
    }

    private static String registration(String email, String password) {
        return """
            {"email": "%s", "password": "%s", "full_name": "Ada", "workspace_name": "W"}
            """.formatted(email, password);
    }

    private static String login(String email, String password) {
        return "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password);
    }
}
