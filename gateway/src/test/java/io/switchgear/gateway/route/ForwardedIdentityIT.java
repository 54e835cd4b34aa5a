package io.switchgear.gateway.route;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Role;
import io.switchgear.common.identity.TokenVerifier;
import io.switchgear.common.limit.BudgetPeriod;
import io.switchgear.common.limit.Limits;
import io.switchgear.gateway.RunningGateway;

import static org.assertj.core.api.Assertions.assertThat;

/** What a service hears about the caller, whatever the caller says. */
class ForwardedIdentityIT extends RunningGateway {

    private static final String FORGED = "00000000-0000-0000-0000-00000000dead";

    private static Caller caller(String service, String token) {
        var keys = Map.of("gateway", List.of((ECPublicKey) IDS.keys("gateway").getPublic()));
        return new TokenVerifier(service, keys, InstantSource.system()).verify(token);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions,router-service",
        "/v1/embeddings,router-service",
        "/v1/responses,router-service",
        "/v1/messages,router-service",
        "/v1/models,router-service",
        "/api/v1/chat/completions,router-service",
        "/v1/traces,query-service",
        "/v1/metrics,query-service",
        "/api/v1/admin/router/health-dashboard,health-service",
        "/api/v1/admin/router/providers/a%20b,router-service",
        "/api/admin/circuit-breaker/status,router-service",
        "/api/v1/health/circuit-events,health-service",
        "/api/v1/metrics/home-kpis,query-service",
        "/api/v1/costs,query-service",
        "/api/v1/alerts/recent,query-service",
        "/api/v1/activity/stream,query-service",
        "/api/v1/traces/abc,query-service",
        "/api/v1/services,query-service",
        "/api/v1/anomalies,query-service",
        "/api/v1/settings/retention,query-service",
        "/api/v1/restart_deployment,action-engine",
        "/api/v1/scale_deployment,action-engine",
        "/api/v1/rollout_restart,action-engine",
        "/api/v1/actions,action-engine",
        "/api/v1/targets,action-engine",
        "/api/v1/policies/1,action-engine",
        "/api/v1/incidents,action-engine"
    })
    void everyRouteCarriesATokenForItsServiceAndThePathAsItWas(String path, String service) {
        var ada = register();
        http.get()
                .uri(java.net.URI.create("http://localhost:" + port + path + "?a=b%20c&a=d"))
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("{}");
        var received = SERVICES.next();
        assertThat(received.uri()).isEqualTo(path + "?a=b%20c&a=d");
        assertThat(caller(service, received.header("x-switchgear-token")))
                .isEqualTo(Caller.user("gateway", ada.user(), ada.workspace(), Role.OWNER, ada.email()));
    }

    @Test
    void whatTheClientSaysAboutIdentityIsNotForwarded() {
        var ada = register();
        http.get()
                .uri("/api/v1/targets")
                .header("Authorization", ada.bearer())
                .header("X-Workspace-ID", FORGED)
                .header("X-User-ID", FORGED)
                .header("X-Switchgear-Token", FORGED)
                .header("X-Switchgear-Anything", FORGED)
                .header("X-Forwarded-For", "10.0.0.1")
                .header("Cookie", "switchgear-refresh=secret")
                .header("X-Request-ID", "my-request-1")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .header("X-Custom", "kept")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("x-request-id", "my-request-1")
                .expectHeader()
                .valueEquals("x-trace-id", "0af7651916cd43dd8448eb211c80319c");
        var received = SERVICES.next();
        assertThat(received.headers().toString()).doesNotContain(FORGED, "10.0.0.1", "secret", ada.token());
        assertThat(received.headers()).doesNotContainKeys("authorization", "cookie", "x-switchgear-anything");
        assertThat(received.header("x-workspace-id")).isEqualTo(ada.workspace().toString());
        assertThat(received.header("x-user-id")).isEqualTo(ada.user().toString());
        assertThat(received.header("x-request-id")).isEqualTo("my-request-1");
        assertThat(received.header("traceparent")).isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(received.header("x-custom")).isEqualTo("kept");
    }

    /** Which of them would be the caller's? */
    @Test
    void twoTracesAreNone() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        http.get()
                .uri("/api/v1/targets")
                .header("Authorization", register().bearer())
                .header("traceparent", trace, trace)
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(SERVICES.next().header("traceparent"))
                .hasSize(trace.length())
                .doesNotContain("0af7651916cd43dd8448eb211c80319c");
    }

    /** Byte by byte, as no client library would send it. */
    @Test
    void oddCaseAndRepetitionAreNoWayAround() throws IOException {
        var ada = register();
        String answer = raw("""
            GET /api/v1/targets HTTP/1.1\r
            Host: localhost\r
            aUtHoRiZaTiOn: bearer %s\r
            x-wOrKsPaCe-Id: %s\r
            X-Workspace-ID: %s\r
            x-switchgear-TOKEN: %s\r
            X-SWITCHGEAR-TOKEN: %s\r
            x-user-id: %s\r
            X-USER-ID: %s\r
            Connection: close, X-Workspace-ID, x-switchgear-token\r
            \r
            """.formatted(ada.token(), FORGED, FORGED, FORGED, FORGED, FORGED, FORGED));
        assertThat(answer).startsWith("HTTP/1.1 200");
        var received = SERVICES.next();
        assertThat(received.headers().toString()).doesNotContain(FORGED);
        assertThat(received.header("x-workspace-id")).isEqualTo(ada.workspace().toString());
        assertThat(caller("action-engine", received.header("x-switchgear-token"))
                        .workspace())
                .isEqualTo(ada.workspace());
    }

    @Test
    void injectedLinesDoNotReachTheService() throws IOException {
        var ada = register();
        raw("GET /api/v1/targets?a=%0d%0aX-User-ID:%20" + FORGED + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + ada.bearer() + "\r\nX-Request-ID: a\u000bb\r\nConnection: close\r\n\r\n");
        if (!SERVICES.isUntouched()) {
            assertThat(SERVICES.next().header("x-user-id")).isEqualTo(ada.user().toString());
        }
    }

    @Test
    void keysSpeakForTheirWorkspaceByEitherHeader() {
        var ada = register();
        String key = createKey(ada, "llm");
        for (var header : List.of(Map.entry("Authorization", "Bearer " + key), Map.entry("x-api-key", key))) {
            http.post()
                    .uri("/v1/chat/completions")
                    .header(header.getKey(), header.getValue())
                    .bodyValue("{}")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .value("x-request-id", id -> assertThat(id).isNotEqualTo("of-the-service"));
            var received = SERVICES.next();
            Caller caller = caller("router-service", received.header("x-switchgear-token"));
            assertThat(caller.workspace()).isEqualTo(ada.workspace());
            assertThat(caller.scopes()).containsExactly("llm");
            assertThat(received.headers().toString()).doesNotContain(key);
        }
    }

    @Test
    void aKeysLimitsTravelWithItsCalls() {
        var ada = register();
        String key = (String) http.post()
                .uri("/api/v1/api-keys")
                .header("Authorization", ada.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("""
                    {"name":"limited","scopes":["llm"],"rpm":60,"tpm":100000,"budget_usd":2.5,"budget_period":"day"}\
                    """)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody()
                .get("key");
        get("/v1/models", key).expectStatus().isOk();
        assertThat(caller("router-service", SERVICES.next().header("x-switchgear-token"))
                        .limits())
                .isEqualTo(new Limits(60L, 100_000L, 2_500_000_000L, BudgetPeriod.DAY));
        get("/v1/models", createKey(ada, "llm")).expectStatus().isOk();
        assertThat(caller("router-service", SERVICES.next().header("x-switchgear-token"))
                        .limits())
                .isEqualTo(Limits.NONE);
    }

    @Test
    void eachKindOfCallerHasItsSurfaces() {
        var ada = register();
        String llm = createKey(ada, "llm");
        String telemetry = createKey(ada, "telemetry");
        get("/v1/models", llm).expectStatus().isOk();
        get("/v1/models", telemetry).expectStatus().isForbidden();
        get("/v1/traces", telemetry).expectStatus().isOk();
        get("/v1/traces", llm).expectStatus().isForbidden();
        get("/api/v1/traces", llm)
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("key_not_accepted");
        get("/api/v1/api-keys", llm).expectStatus().isForbidden();
        get("/api/v1/auth/me", telemetry).expectStatus().isForbidden();
        get("/api/health", llm).expectStatus().isForbidden();
        get("/v1/models", ada.token()).expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models",
                "/v1/traces",
                "/api/v1/targets",
                "/api/v1/api-keys",
                "/api/v1/audit",
                "/api/v1/auth/me",
                "/api/unknown",
                "/api/v1/admin/router/providers",
                "/api/v1/api-keys;x=y",
                "/%61pi/v1/api-keys"
            })
    void withoutAGoodTokenNothingIsForwarded(String path) {
        var uri = java.net.URI.create("http://localhost:" + port + path);
        http.get().uri(uri).exchange().expectStatus().isUnauthorized();
        http.get()
                .uri(uri)
                .header("X-Workspace-ID", FORGED)
                .header("X-Switchgear-Token", IDS.token("gateway", "gateway", Caller.service("gateway")))
                .exchange()
                .expectStatus()
                .isUnauthorized();
        if (!path.contains("%") && !path.contains(";")) {
            for (String bad : List.of("Bearer sg-notakey", "Bearer x.y.z", "Basic dXNlcjpwYXNz", "Bearer ")) {
                http.get()
                        .uri(uri)
                        .header("Authorization", bad)
                        .exchange()
                        .expectStatus()
                        .isUnauthorized();
            }
        }
        assertThat(SERVICES.isUntouched()).isTrue();
    }

    @Test
    void theAuditIntakeIsForServicesWithTheGrant() {
        var ada = register();
        String body = "{\"events\":[]}";
        intake(body, "Authorization", ada.bearer()).expectStatus().isUnauthorized();
        intake(body, "X-Switchgear-Token", IDS.token("gateway", "gateway", Caller.service("gateway")))
                .expectStatus()
                .isForbidden();
        intake(
                        body,
                        "X-Switchgear-Token",
                        IDS.token("router-service", "query-service", Caller.service("router-service")))
                .expectStatus()
                .isUnauthorized();
        intake(body, "X-Switchgear-Token", IDS.token("router-service", "gateway", Caller.service("router-service")))
                .expectStatus()
                .isOk();
        http.post()
                .uri(java.net.URI.create("http://localhost:" + port + "/%69nternal/v1/audit"))
                .header("content-type", "application/json")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .is4xxClientError();
    }

    private WebTestClient.ResponseSpec intake(String body, String header, String value) {
        return http.post()
                .uri("/internal/v1/audit")
                .header(header, value)
                .header("content-type", "application/json")
                .bodyValue(body)
                .exchange();
    }

    @Test
    void errorsSpeakTheCallersDialect() {
        http.get()
                .uri("/v1/models")
                .exchange()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("token_missing");
        http.post()
                .uri("/v1/messages")
                .header("x-api-key", "sg-nonsense")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("error")
                .jsonPath("$.error.type")
                .isEqualTo("authentication_error")
                .jsonPath("$.request_id")
                .exists();
        http.post()
                .uri("/v1/traces")
                .header("content-type", "application/json")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(16);
        http.post()
                .uri("/v1/traces")
                .header("content-type", "application/x-protobuf")
                .exchange()
                .expectHeader()
                .contentType("application/x-protobuf");
        get("/v1/unknown", register().token())
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.error.type")
                .isEqualTo("invalid_request_error");
        http.get().uri("/api/v1/targets").exchange().expectHeader().contentType("application/problem+json");
    }

    private WebTestClient.ResponseSpec get(String path, String credential) {
        return http.get()
                .uri(path)
                .header("Authorization", "Bearer " + credential)
                .exchange();
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
