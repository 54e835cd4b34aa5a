package io.switchgear.router;

import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

import io.switchgear.common.identity.Role;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/** Configuration: who may, what is refused, what is shown. */
class AdministrationIT extends RunningRouter {

    private static final String POOLS = ADMIN + "/load-balancer/pools";
    private static final String BREAKER = "/api/admin/circuit-breaker";
    private FakeProvider provider;

    @BeforeEach
    void configure() {
        provider = provider("p", "m");
        router.send(workspace, "POST", POOLS, "{\"group_name\":\"a\",\"providers\":[{\"name\":\"p\"}]}")
                .expectStatus()
                .isCreated();
        router.send(
                        workspace,
                        "POST",
                        POOLS,
                        "{\"group_name\":\"b\",\"fallback\":[\"a\"],\"providers\":[{\"name\":\"p\"}]}")
                .expectStatus()
                .isCreated();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "PUT|/load-balancer/pools/c|{|400|-",
                "PUT|/load-balancer/pools/c|[]|400|-",
                "PUT|/load-balancer/pools/c|{\"providers\":[]}|422|providers",
                "PUT|/load-balancer/pools/c|{\"providers\":\"p\"}|422|providers",
                "PUT|/load-balancer/pools/c|{\"strategy\":\"best\",\"providers\":[{\"name\":\"p\"}]}|422|strategy",
                "PUT|/load-balancer/pools/c|{\"providers\":[{\"name\":\"p\",\"weight\":-1}]}|422|providers[0].weight",
                "PUT|/load-balancer/pools/c|{\"providers\":[{\"name\":\"p\",\"weight\":\"x\"}]}|422|providers[0].weight",
                "PUT|/load-balancer/pools/c|{\"fallback\":[\"z\"],\"providers\":[{\"name\":\"p\"}]}|422|fallback[0]",
                "PUT|/load-balancer/pools/c|{\"hedge\":{\"delay_ms\":0},\"providers\":[{\"name\":\"p\"}]}|422|hedge.delay_ms",
                "PUT|/load-balancer/pools/c|{\"hedge\":{\"max_percent\":0},\"providers\":[{\"name\":\"p\"}]}|422|hedge.max_percent",
                "PUT|/load-balancer/pools/c|{\"rescue\":\"always\",\"providers\":[{\"name\":\"p\"}]}|422|rescue",
                "PUT|/load-balancer/pools/c|{\"context_fallback\":[\"c\"],\"providers\":[{\"name\":\"p\"}]}|422|context_fallback[0]",
                "PUT|/load-balancer/pools/c|{\"split\":{\"percent\":100,\"strategy\":\"cost\"},\"providers\":[{\"name\":\"p\"}]}|422|split.percent",
                "PUT|/load-balancer/pools/c|{\"split\":{\"percent\":10},\"providers\":[{\"name\":\"p\"}]}|422|split",
                "PUT|/load-balancer/pools/c|{\"split\":{\"percent\":10,\"strategy\":\"best\"},\"providers\":[{\"name\":\"p\"}]}|422|split.strategy",
                "PUT|/load-balancer/pools/c|{\"split\":{\"percent\":10,\"fallback\":[\"z\"]},\"providers\":[{\"name\":\"p\"}]}|422|split.fallback[0]",
                "PUT|/load-balancer/pools/c|{\"retry\":{\"budget_percent\":101},\"providers\":[{\"name\":\"p\"}]}|422|retry.budget_percent",
                "PUT|/load-balancer/pools/c|{\"retry\":{\"budget_min\":-1},\"providers\":[{\"name\":\"p\"}]}|422|retry.budget_min",
                "PUT|/load-balancer/pools/a|{\"fallback\":[\"b\"],\"providers\":[{\"name\":\"p\"}]}|422|fallback[0]",
                "PUT|/load-balancer/pools/x'%3Bdrop|{\"providers\":[{\"name\":\"p\"}]}|422|group_name",
                "POST|/load-balancer/pools|{\"group_name\":\"a\",\"providers\":[{\"name\":\"p\"}]}|409|-",
                "DELETE|/load-balancer/pools/a|-|409|-",
                "DELETE|/load-balancer/pools/none|-|404|-",
                "PUT|/providers/q|{\"base_url\":\"http://169.254.169.254/latest\"}|422|base_url",
                "PUT|/providers/q|{\"type\":\"bedrock\",\"api_key\":\"k\"}|422|region",
                "PUT|/providers/q|{\"type\":\"bedrock\",\"region\":\"us-east-1\"}|422|access_key_id",
                "PUT|/providers/q|{\"type\":\"bedrock\",\"region\":\"us-east-1\",\"access_key_id\":\"A\"}|422|secret_access_key",
                "PUT|/providers/q|{\"base_url\":\"http://127.0.0.1:1\",\"region\":\"us-east-1\"}|422|region",
                "PUT|/providers/q|{\"base_url\":\"http://127.0.0.1:1\",\"api_version\":\"../x\"}|422|api_version",
                "PUT|/providers/q|{\"base_url\":\"http://metadata.google.internal/\"}|422|base_url",
                "PUT|/providers/q|{\"base_url\":\"http://[::ffff:169.254.169.254]/\"}|422|base_url",
                "PUT|/providers/q|{\"base_url\":\"ftp://a.b\"}|422|base_url",
                "PUT|/providers/q|{}|422|base_url",
                "PUT|/providers/q|{\"base_url\":\"http://127.0.0.1\",\"type\":\"abacus\"}|422|type",
                "PUT|/providers/q|{\"base_url\":\"http://127.0.0.1\",\"api_key\":\"a\\nb\"}|422|api_key",
                "PUT|/providers/q|{\"base_url\":\"http://127.0.0.1\",\"prices\":{\"m\":{\"input\":-1,\"output\":1}}}|422|prices.m.input",
                "PUT|/providers/q|{\"base_url\":\"http://127.0.0.1\",\"timeouts\":{\"deadline_ms\":1}}|422|timeouts.deadline_ms",
                "POST|/providers|{\"name\":\"p\",\"base_url\":\"http://127.0.0.1\"}|409|-",
                "DELETE|/providers/p|-|409|-",
                "DELETE|/providers/none|-|404|-",
                "POST|/providers/none/test|-|404|-",
                "POST|/circuit-breakers/none/force-open|-|404|-",
                "POST|/circuit-breakers/p/force-open|{\"reason\":{}}|422|reason"
            })
    void badInputIsNamedAndNothingIsStored(String method, String path, String body, int status, String field) {
        var answer = router.send(workspace, method, ADMIN + path, body)
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody();
        if (field != null) {
            answer.jsonPath("$.errors[0].field").isEqualTo(field);
        }
        router.get(workspace, POOLS).expectBody().jsonPath("$.items.length()").isEqualTo(2);
        router.get(workspace, ADMIN + "/providers")
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1);
    }

    @Test
    void oversizedBodiesAreRefused() {
        router.send(workspace, "PUT", POOLS + "/c", "{\"x\":\"" + "x".repeat(1_100_000) + "\"}")
                .expectStatus()
                .isEqualTo(413);
        router.http()
                .post()
                .uri("/v1/chat/completions")
                .headers(RouterProcess.key(workspace))
                .bodyValue("{\"model\":\"m\",\"x\":\"" + "x".repeat(33 << 20) + "\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.error.type")
                .isEqualTo("invalid_request_error");
    }

    @Test
    void keysGoInAndNeverComeOut() {
        router.get(workspace, ADMIN + "/providers/p")
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("\"api_key_set\":true").doesNotContain("sk-p"));
        router.send(
                        workspace,
                        "PUT",
                        ADMIN + "/providers/p",
                        "{\"base_url\":\"%s\",\"models\":[\"m\"]}".formatted(provider.url()))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.api_key_set")
                .isEqualTo(true);
        router.chat(workspace, "m", false).expectStatus().isOk();
        assertThat(provider.authorizations().getLast()).isEqualTo("Bearer sk-p");
        router.send(workspace, "POST", ADMIN + "/providers/p/test", null)
                .expectBody()
                .jsonPath("$.success")
                .isEqualTo(true);
    }

    @Test
    void outdatedChangesAreRefused() {
        router.http()
                .put()
                .uri(POOLS + "/a")
                .headers(RouterProcess.as(workspace, Role.ADMIN))
                .header("If-Match", "\"7\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"providers\":[{\"name\":\"p\"}]}")
                .exchange()
                .expectStatus()
                .isEqualTo(412);
    }

    @Test
    void deletingAProviderByForceLeavesItsNameInThePool() {
        router.send(workspace, "DELETE", ADMIN + "/providers/p?force=true", null)
                .expectStatus()
                .isNoContent();
        router.get(workspace, POOLS + "/a")
                .expectBody()
                .jsonPath("$.providers[0].configured")
                .isEqualTo(false);
        router.chat(workspace, "a", false).expectStatus().isEqualTo(503);
        router.get(workspace, ADMIN + "/circuit-breakers/p").expectStatus().isOk();
    }

    @Test
    void otherWorkspacesSeeNothing() {
        UUID stranger = UUID.randomUUID();
        for (String path : new String[] {"/providers/p", "/load-balancer/pools/a", "/circuit-breakers/p"}) {
            router.get(stranger, ADMIN + path).expectStatus().isNotFound();
        }
        router.send(stranger, "POST", ADMIN + "/circuit-breakers/p/force-open", null)
                .expectStatus()
                .isNotFound();
        router.send(stranger, "DELETE", ADMIN + "/providers/p", null)
                .expectStatus()
                .isNotFound();
        router.chat(stranger, "m", false).expectStatus().isNotFound();
        router.get(stranger, ADMIN + "/providers")
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
        router.chat(workspace, "m", false).expectStatus().isOk();
    }

    @Test
    void identityIsCheckedAtThePort() {
        var http = router.http();
        http.get().uri(POOLS).exchange().expectStatus().isUnauthorized();
        http.get()
                .uri(POOLS)
                .header("X-Workspace-ID", workspace.toString())
                .exchange()
                .expectStatus()
                .isUnauthorized();
        http.get()
                .uri(POOLS)
                .headers(RouterProcess.as(workspace, Role.OWNER))
                .headers(headers -> headers.remove("X-Workspace-ID"))
                .exchange()
                .expectStatus()
                .isBadRequest();
        http.get()
                .uri(POOLS)
                .headers(RouterProcess.as(workspace, Role.OWNER))
                .headers(headers ->
                        headers.set("X-Workspace-ID", UUID.randomUUID().toString()))
                .exchange()
                .expectStatus()
                .isForbidden();
        http.get()
                .uri(POOLS)
                .headers(RouterProcess.as(workspace, Role.VIEWER))
                .exchange()
                .expectStatus()
                .isOk();
        http.delete()
                .uri(POOLS + "/b")
                .headers(RouterProcess.as(workspace, Role.OPERATOR))
                .exchange()
                .expectStatus()
                .isForbidden();
        http.get()
                .uri(BREAKER + "/status")
                .headers(RouterProcess.as(workspace, Role.OPERATOR))
                .exchange()
                .expectStatus()
                .isForbidden();
        http.get()
                .uri(POOLS)
                .headers(RouterProcess.key(workspace))
                .exchange()
                .expectStatus()
                .isForbidden();
        http.post()
                .uri("/v1/chat/completions")
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error.message")
                .isNotEmpty();
    }

    @Test
    void sourceThreesInterfacesSpeakCamelCase() {
        router.chat(workspace, "m", false).expectStatus().isOk();
        router.send(
                        workspace,
                        "PUT",
                        BREAKER + "/p/config",
                        "{\"failureThreshold\":2,\"resetTimeoutMs\":500,\"minHealthyPeriodMs\":0}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.success")
                .isEqualTo(true)
                .jsonPath("$.config.failureThreshold")
                .isEqualTo(2)
                .jsonPath("$.config.requestLimit")
                .isEqualTo(1)
                .jsonPath("$.appliedAt")
                .isNotEmpty();
        router.get(workspace, BREAKER + "/status")
                .expectBody()
                .jsonPath("$.services[0].service")
                .isEqualTo("p")
                .jsonPath("$.services[0].status")
                .isEqualTo("healthy")
                .jsonPath("$.services[0].circuit.state")
                .isEqualTo("closed")
                .jsonPath("$.services[0].operations.successRate")
                .isEqualTo(100.0)
                .jsonPath("$.services[0].config.resetTimeoutMs")
                .isEqualTo(500);
        router.send(workspace, "PUT", BREAKER + "/p/config", "{\"failureThreshold\":0,\"resetTimeoutMs\":500}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[?(@.field=='failureThreshold')]")
                .exists()
                .jsonPath("$.errors[?(@.field=='minHealthyPeriodMs')]")
                .exists();
        router.send(workspace, "POST", ADMIN + "/circuit-breakers/p/force-open", null)
                .expectStatus()
                .isOk();
        router.send(workspace, "POST", BREAKER + "/p/reset", "{\"reason\":\"over\"}")
                .expectStatus()
                .isEqualTo(409);
        router.send(
                        workspace,
                        "POST",
                        BREAKER + "/p/reset",
                        "{\"reason\":\"over\",\"force\":true,\"metadata\":{\"triggeredBy\":\"me\",\"environment\":\"test\"}}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.previousState.totalIncidents")
                .isEqualTo(1);
        for (int i = 0; i < 9; i++) {
            router.send(
                            workspace,
                            "PUT",
                            BREAKER + "/p/config",
                            "{\"failureThreshold\":%d,\"resetTimeoutMs\":500,\"minHealthyPeriodMs\":0}"
                                    .formatted(i + 3))
                    .expectStatus()
                    .isOk();
        }
        router.send(
                        workspace,
                        "PUT",
                        BREAKER + "/p/config",
                        "{\"failureThreshold\":3,\"resetTimeoutMs\":500,\"minHealthyPeriodMs\":0}")
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists("retry-after");
    }

    @Test
    void amazonsSecretsAreKeptAndNeverShown() {
        String path = ADMIN + "/providers/aws";
        router.send(workspace, "PUT", path, """
            {"type":"bedrock","region":"us-east-1","access_key_id":"AKIA1","secret_access_key":"very-secret"}\
            """).expectStatus().isCreated();
        byte[] body = router.send(workspace, "PUT", path, "{\"type\":\"bedrock\",\"region\":\"eu-west-1\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.region")
                .isEqualTo("eu-west-1")
                .jsonPath("$.access_key_id")
                .isEqualTo("AKIA1")
                .jsonPath("$.secret_access_key_set")
                .isEqualTo(true)
                .jsonPath("$.base_url")
                .isEqualTo("https://bedrock-runtime.eu-west-1.amazonaws.com")
                .returnResult()
                .getResponseBody();
        assertThat(new String(body, java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("very-secret");
        router.send(workspace, "PUT", path, """
            {"type":"bedrock","region":"eu-west-1","access_key_id":"AKIA2"}\
            """).expectStatus().isEqualTo(422);
    }

    @Test
    void aPoolThatOthersHandOverToInAnyCaseStays() {
        for (String pool : new String[] {"x", "y"}) {
            router.pool(workspace, pool, "{\"providers\":[{\"name\":\"p\"}]}");
        }
        router.pool(
                workspace,
                "user",
                "{\"context_fallback\":[\"x\"],\"split\":{\"percent\":5,\"fallback\":[\"y\"]},"
                    + "\"providers\":[{\"name\":\"p\",\"prefill\":true}],\"hedge\":{\"delay_ms\":9},\"rescue\":\"rerun\"}");
        for (String pool : new String[] {"x", "y"}) {
            router.send(workspace, "DELETE", POOLS + "/" + pool, null)
                    .expectStatus()
                    .isEqualTo(409)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("pool_in_use");
        }
        router.get(workspace, POOLS + "/user")
                .expectBody()
                .jsonPath("$.context_fallback[0]")
                .isEqualTo("x")
                .jsonPath("$.split.percent")
                .isEqualTo(5.0)
                .jsonPath("$.split.fallback[0]")
                .isEqualTo("y")
                .jsonPath("$.hedge.delay_ms")
                .isEqualTo(9)
                .jsonPath("$.rescue")
                .isEqualTo("rerun")
                .jsonPath("$.providers[0].prefill")
                .isEqualTo(true);
        router.send(workspace, "DELETE", POOLS + "/user", null).expectStatus().isNoContent();
        router.send(workspace, "DELETE", POOLS + "/x", null).expectStatus().isNoContent();
    }
}
