package io.switchgear.health;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Role;

import static org.assertj.core.api.Assertions.assertThat;

/** Who gets what, and what bad calls are told. */
class AccessIT extends WholeService {

    private final UUID other = UUID.randomUUID();

    private void fill() {
        deliver(replica.event(workspace, "a", 1, CircuitState.CLOSED, CircuitState.OPEN, minutesAgo(2)));
        deliver(replica.sample(
                minutesAgo(1),
                List.of(Replica.provider(
                        workspace, "a", CircuitState.OPEN, 1, minutesAgo(2), Replica.successes(3, 10, minutesAgo(1)))),
                List.of(Replica.group(workspace, "pool", Replica.member("a", 1, 3, 0, 10)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/history", "/operations", "/timeline", "/reliability"})
    void anotherWorkspaceHasNoSuchProvider(String path) {
        fill();
        call(workspace, "/api/v1/health/providers/a" + path).expectStatus().isOk();
        call(other, "/api/v1/health/providers/a" + path)
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("provider_not_found");
        call(workspace, "/api/v1/health/providers/{name}" + path, "no such")
                .expectStatus()
                .isNotFound();
        call(workspace, "/api/v1/health/providers/{name}" + path, "' or '1'='1")
                .expectStatus()
                .isNotFound();
        call(workspace, "/api/v1/health/providers/{name}" + path, "a\u0000")
                .expectStatus()
                .value(status -> assertThat(status).isIn(400, 404));
    }

    @Test
    void anotherWorkspaceSeesNothing() {
        fill();
        assertThat(get("/api/v1/health/circuit-events").at("/items")).hasSize(1);
        assertThat(get("/api/v1/health/load-balancer/metrics").at("/items")).hasSize(1);
        assertThat(get("/api/v1/admin/router/health-dashboard").at("/groups")).hasSize(1);

        assertThat(getAs(other, "/api/v1/health/circuit-events").at("/items")).isEmpty();
        call(other, "/api/v1/health/circuit-events?provider=a").expectStatus().isNotFound();
        assertThat(getAs(other, "/api/v1/health/load-balancer/metrics").at("/items"))
                .isEmpty();
        JsonNode dashboard = getAs(other, "/api/v1/admin/router/health-dashboard");
        assertThat(dashboard.at("/summary/total").asInt()).isZero();
        assertThat(dashboard.at("/providers")).isEmpty();
        assertThat(dashboard.at("/groups")).isEmpty();
    }

    @Test
    void twoWorkspacesMayUseTheSameNames() {
        fill();
        deliver(new Replica()
                .sample(
                        minutesAgo(1),
                        List.of(
                                Replica.provider(workspace, "a", CircuitState.OPEN, 1, minutesAgo(2)),
                                Replica.provider(other, "a", CircuitState.CLOSED, 1, minutesAgo(2))),
                        List.of()));

        assertThat(getAs(other, "/api/v1/admin/router/health-dashboard")
                        .at("/summary/healthy")
                        .asInt())
                .isEqualTo(1);
        assertThat(get("/api/v1/admin/router/health-dashboard")
                        .at("/summary/unhealthy")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/providers/a/history?range=2y                                     | bad_range",
                "/providers/a/history?from=yesterday                               | bad_range",
                "/providers/a/history?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z | bad_range",
                "/providers/a/history?from=2999-01-01T00:00:00Z&to=2999-01-02T00:00:00Z | bad_range",
                "/providers/a/history?range=1h&from=2026-01-01T00:00:00Z           | bad_range",
                "/providers/a/history?type=sneeze                                  | bad_type",
                "/providers/a/history?category=weather                             | bad_category",
                "/providers/a/history?limit=0                                      | bad_request",
                "/providers/a/history?limit=501                                    | bad_request",
                "/providers/a/history?limit=many                                   | bad_request",
                "/providers/a/history?cursor=nonsense                              | bad_cursor",
                "/providers/a/timeline?range=2y                                    | bad_range",
                "/providers/a/history?format=csv&type=sneeze                       | bad_type",
                "/providers/a/timeline?cursor=nonsense                             | bad_cursor",
                "/providers/a/timeline?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z | bad_range",
                "/providers/a/timeline?from=2999-01-01T00:00:00Z&to=2999-01-02T00:00:00Z | bad_range",
                "/providers/a/timeline?limit=0                                     | bad_request",
                "/providers/a/reliability?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z | bad_range",
                "/providers/a/reliability?from=2999-01-01T00:00:00Z&to=2999-01-02T00:00:00Z | bad_range",
                "/circuit-events?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z | bad_range",
                "/circuit-events?from=2999-01-01T00:00:00Z&to=2999-01-02T00:00:00Z | bad_range",
                "/circuit-events?from=1999-01-01T00:00:00Z                         | bad_range",
                "/circuit-events?limit=501                                         | bad_request",
                "/load-balancer/metrics?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z | bad_range",
                "/load-balancer/metrics?from=2999-01-01T00:00:00Z&to=2999-01-02T00:00:00Z | bad_range",
                "/load-balancer/metrics?format=csv&granularity=week                | bad_granularity",
                "/load-balancer/metrics?limit=0                                    | bad_request",
                "/providers/a/reliability?range=0h                                 | bad_range",
                "/providers/a/operations?timeframe=2h                              | bad_timeframe",
                "/circuit-events?trigger=magic                                     | bad_trigger",
                "/circuit-events?cursor=YQ                                         | bad_cursor",
                "/circuit-events?range=2y                                          | bad_range",
                "/circuit-events?format=csv&range=2y                               | bad_range",
                "/load-balancer/metrics?granularity=week                           | bad_granularity",
                "/load-balancer/metrics?cursor=YQpiCmMKZA                          | bad_cursor",
            })
    void badQueries(String path, String code) {
        fill();
        call(workspace, "/api/v1/health" + path)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z | 'from' must be before 'to'.",
                "from=2999-01-01T00:00:00Z&to=2999-01-02T00:00:00Z | 'from' is in the future.",
                "from=yesterday | 'from' is not an RFC 3339 time such as 2026-01-31T12:00:00Z.",
                "range=1h&to=2026-01-01T00:00:00Z | Give either range, or from and to.",
            },
            quoteCharacter = '"')
    void aRangeThatCannotBeIsExplained(String range, String detail) {
        fill();
        for (String path : List.of(
                "/providers/a/history",
                "/providers/a/timeline",
                "/providers/a/reliability",
                "/circuit-events",
                "/load-balancer/metrics")) {
            call(workspace, "/api/v1/health" + path + "?" + range)
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.detail")
                    .isEqualTo(detail);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/providers/nobody/history", "/circuit-events"})
    void aCsvOfAnUnknownProviderIsAProblemAndNoFile(String path) {
        fill();
        call(workspace, "/api/v1/health" + path + "?format=csv&provider=nobody")
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .value(detail -> assertThat((String) detail).contains("nobody"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/admin/router/health-dashboard",
                "/api/v1/health/circuit-events",
                "/api/v1/health/load-balancer/metrics",
                "/api/v1/health/providers/a/history",
                "/api/v1/health/providers/a/operations",
                "/api/v1/health/providers/a/timeline",
                "/api/v1/health/providers/a/reliability"
            })
    void readsNeedATokenOfAMember(String path) {
        http.get().uri(path).exchange().expectStatus().isUnauthorized();
        http.get()
                .uri(path)
                .headers(caller(
                        "gateway",
                        "health-service",
                        Caller.apiKey("gateway", UUID.randomUUID(), workspace, Set.of("llm", "telemetry"))))
                .exchange()
                .expectStatus()
                .isForbidden();
        http.get()
                .uri(path)
                .headers(caller(
                        "gateway", "router-service", Caller.user("gateway", workspace, workspace, Role.OWNER, "a@b.c")))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/internal/v1/circuit-events", "/internal/v1/samples"})
    void onlyTheRouterWrites(String path) {
        http.post()
                .uri(path)
                .headers(user(workspace, Role.OWNER))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isForbidden();
        http.post()
                .uri(path)
                .headers(service("query-service"))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isForbidden();
        internal(path, "{").isEqualTo(400);
        internal(path, "").isEqualTo(400);
        internal(path, "{}").isEqualTo(422);
        internal(path, "{\"events\": 7, \"replica\": 7}").isEqualTo(422);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        http.post()
                .uri("/api/v1/health/webhooks")
                .headers(user(workspace, Role.ADMIN))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\":\"" + "x".repeat(1_100_000) + "\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("body_too_large");
    }

    @Test
    void aSampleFromTheFutureIsRefused() {
        internal(
                        "/internal/v1/samples",
                        "{\"replica\":\"r\",\"sequence\":1,\"at\":\"2999-01-01T00:00:00Z\",\"interval_ms\":1,\"providers\":[],\"groups\":[]}")
                .isEqualTo(422);
    }

    private org.springframework.test.web.reactive.server.StatusAssertions internal(String path, String body) {
        return http.post()
                .uri(path)
                .headers(service("router-service"))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus();
    }
}
