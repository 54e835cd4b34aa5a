package io.switchgear.action;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

import io.switchgear.action.testing.ActionCalls;
import io.switchgear.action.testing.ActionSettings;
import io.switchgear.action.testing.FakeCluster;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;

import static io.switchgear.action.testing.ActionCalls.body;
import static io.switchgear.action.testing.ActionCalls.id;
import static io.switchgear.action.testing.ActionCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may ask for what, what is refused, and what a repeated request gets. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "20s")
@DirtiesContext
class RequestsIT {

    private static final String RESTART = "/api/v1/restart_deployment";
    private static final String SCALE = "/api/v1/scale_deployment";
    private static final String ROLLOUT = "/api/v1/rollout_restart";

    private final FakeCluster cluster = FakeCluster.get();

    @Autowired
    private WebTestClient http;

    @Autowired
    private DatabaseClient database;

    private ActionCalls operator;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        ActionSettings.all().forEach((name, value) -> registry.add(name, () -> value));
    }

    @BeforeEach
    void ready() {
        Await.until(() -> http.get()
                .uri("/api/health/readiness")
                .exchange()
                .expectStatus()
                .isOk());
        operator = ActionCalls.member(http, ActionSettings.ANYBODY, Role.OPERATOR);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
        restart_deployment | {                                                                             | 400 | -
        restart_deployment | []                                                                            | 400 | -
        restart_deployment | null                                                                          | 400 | -
        restart_deployment | {}                                                                            | 422 | service_name
        restart_deployment | {"service_name": "a", "target_type": "kubernetes"}                            | 422 | reason
        restart_deployment | {"service_name": "a", "target_type": "kubernetes", "reason": "  "}            | 422 | reason
        restart_deployment | {"service_name": "a", "target_type": "kubernetes", "reason": "a\\u0000b"}     | 422 | reason
        restart_deployment | {"service_name": "a", "reason": "x"}                                          | 422 | target_type
        restart_deployment | {"service_name": "a", "target_type": "vm", "reason": "x"}                     | 422 | target_type
        restart_deployment | {"service_name": "A b", "target_type": "gke", "reason": "x"}                  | 422 | service_name
        restart_deployment | {"service_name": "a'; drop table actions; --", "target_type": "gke", "reason": "x"} | 422 | service_name
        restart_deployment | {"service_name": "../secrets/a", "target_type": "gke", "reason": "x"}         | 422 | service_name
        restart_deployment | {"service_name": {"a": 1}, "target_type": "gke", "reason": "x"}               | 422 | service_name
        restart_deployment | {"service_name": "a", "target_type": "gke", "kind": "Pod", "reason": "x"}     | 422 | kind
        restart_deployment | {"service_name": "a", "target_type": "gke", "namespace": "a/b", "reason": "x"} | 422 | namespace
        restart_deployment | {"service_name": "a", "target_type": "gke", "replicas": 2, "reason": "x"}     | 422 | replicas
        restart_deployment | {"service_name": "a", "target_type": "cloud_run", "kind": "Deployment", "reason": "x"} | 422 | kind
        restart_deployment | {"service_name": "no-such-service", "target_type": "gke", "reason": "x"}      | 422 | service_name
        rollout_restart    | {"service_name": "a", "target_type": "cloud_run", "reason": "x"}              | 422 | target_type
        scale_deployment   | {"service_name": "a", "target_type": "gke", "reason": "x"}                    | 422 | replicas
        scale_deployment   | {"service_name": "a", "target_type": "gke", "replicas": -1, "reason": "x"}    | 422 | replicas
        scale_deployment   | {"service_name": "a", "target_type": "gke", "replicas": "many", "reason": "x"} | 422 | replicas
        scale_deployment   | {"service_name": "a", "target_type": "gke", "replicas": 99999999999, "reason": "x"} | 422 | replicas
        scale_deployment   | {"service_name": "a", "target_type": "gke", "replicas": 2, "min_replicas": 1, "reason": "x"} | 422 | replicas
        scale_deployment   | {"service_name": "a", "target_type": "gke", "min_replicas": 1, "reason": "x"} | 422 | max_replicas
        scale_deployment   | {"service_name": "a", "target_type": "gke", "min_replicas": 3, "max_replicas": 2, "reason": "x"} | 422 | min_replicas
        scale_deployment   | {"service_name": "a", "target_type": "cloud_run", "replicas": 2, "reason": "x"} | 422 | replicas
        """)
    void badBodiesGetTheirProblemAndLeaveNothing(String path, String body, int status, String field) {
        long before = recorded();

        JsonNode problem =
                json(operator.post("/api/v1/" + path, body).expectStatus().isEqualTo(status));

        assertThat(problem.get("request_id").asString()).isNotEmpty();
        if (field != null) {
            assertThat(problem.get("errors")
                            .valueStream()
                            .map(error -> error.get("field").asString()))
                    .contains(field);
        }
        assertThat(problem.toString()).doesNotContain("Exception").doesNotContain("io.switchgear");
        assertThat(recorded()).isEqualTo(before);
    }

    private long recorded() {
        return database.sql("select count(*) from actions")
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
    }

    @Test
    void otherBodiesThanJsonAreRefused() {
        operator.post(RESTART).expectStatus().isBadRequest();
        operator.post(RESTART, body("a", "\"more\": \"" + "x".repeat(2_000_000) + "\""))
                .expectStatus()
                .isEqualTo(413);
        http.post()
                .uri(RESTART)
                .headers(Identities.get().user("action-engine", ActionSettings.ANYBODY, Role.OPERATOR))
                .contentType(MediaType.APPLICATION_XML)
                .bodyValue("<a/>")
                .exchange()
                .expectStatus()
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=501",
                "limit=many",
                "cursor=abc",
                "cursor=MQph",
                "status=done",
                "type=delete",
                "range=2h",
                "from=yesterday"
            })
    void badQueriesAreNamed(String query) {
        JsonNode problem =
                json(operator.get("/api/v1/actions?" + query).expectStatus().isBadRequest());

        assertThat(problem.get("detail").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7d9f3f6a-0000-4000-8000-000000000000", "1", "a'b", "%00"})
    void unknownIdsAreNotFound(String id) {
        operator.get("/api/v1/actions/" + id).expectStatus().isNotFound();
        operator.get("/api/v1/actions/" + id + "/events").expectStatus().isNotFound();
        operator.post("/api/v1/actions/" + id + "/revert").expectStatus().isNotFound();
        operator.post("/api/v1/actions/" + id + "/cancel").expectStatus().isNotFound();
    }

    @Test
    void permissionsAreChecked() {
        String service = cluster.deployment("default", "guarded", 1);
        var ids = Identities.get();
        var viewer = ActionCalls.member(http, ActionSettings.ANYBODY, Role.VIEWER);
        var key = ActionCalls.as(http, ids.apiKey("action-engine", ActionSettings.ANYBODY, "llm", "telemetry"));
        var nobody = ActionCalls.as(http, headers -> {});
        var forOther = ActionCalls.as(http, ids.user("health-service", ActionSettings.ANYBODY, Role.OWNER));
        String someId = UUID.randomUUID().toString();

        viewer.get("/api/v1/actions").expectStatus().isOk();
        viewer.get("/api/v1/targets").expectStatus().isOk();
        Stream.of(RESTART, SCALE, ROLLOUT).forEach(path -> {
            viewer.post(path, body(service, "")).expectStatus().isForbidden();
            key.post(path, body(service, "")).expectStatus().isForbidden();
            nobody.post(path, body(service, "")).expectStatus().isUnauthorized();
            forOther.post(path, body(service, "")).expectStatus().isUnauthorized();
        });
        key.get("/api/v1/actions").expectStatus().isForbidden();
        nobody.get("/api/v1/targets").expectStatus().isUnauthorized();
        viewer.post("/api/v1/actions/" + someId + "/cancel").expectStatus().isForbidden();
        viewer.post("/api/v1/actions/" + someId + "/revert").expectStatus().isForbidden();
        operator.post("/api/v1/actions/" + someId + "/approve").expectStatus().isForbidden();
        operator.post("/api/v1/actions/" + someId + "/reject").expectStatus().isForbidden();
        assertThat(cluster.patchesOf(service)).isEmpty();
    }

    /** query-service shows replicas beside what it knows of a service; nothing else is open to it. */
    @Test
    void siblingsThatMayReadSeeAWorkspacesTargets() {
        String service = cluster.deployment("payments", "shown", 1);
        var query = sibling("query-service", ActionSettings.PRODUCTION);
        assertThat(query.ok("/api/v1/targets").toString()).contains(service);
        assertThat(sibling("query-service", ActionSettings.SOMEBODY_ELSE)
                        .ok("/api/v1/targets")
                        .toString())
                .doesNotContain(service);
        query.get("/api/v1/actions").expectStatus().isForbidden();
        query.post(RESTART, body(service, "")).expectStatus().isForbidden();
        sibling("router-service", ActionSettings.PRODUCTION)
                .get("/api/v1/targets")
                .expectStatus()
                .isForbidden();
    }

    private ActionCalls sibling(String issuer, UUID workspace) {
        return ActionCalls.as(
                http,
                Identities.get()
                        .headers(issuer, "action-engine", Caller.service(issuer).in(workspace)));
    }

    @Test
    void sameKeyAndBodyGetTheSameAnswerAndOneAction() {
        String service = cluster.deployment("default", "once", 2);
        String request = body(service, "\"replicas\": 3");
        String key = UUID.randomUUID().toString();

        JsonNode first = json(operator.post(SCALE, request, key).expectStatus().isAccepted());
        operator.ended(first);
        JsonNode again = json(operator.post(SCALE, request, key).expectStatus().isAccepted());
        JsonNode other = json(operator.post(SCALE, body(service, "\"replicas\": 4"), key)
                .expectStatus()
                .isEqualTo(422));
        JsonNode otherPath = json(
                operator.post(RESTART, body(service, ""), key).expectStatus().isEqualTo(422));

        assertThat(again).isEqualTo(first);
        assertThat(other.get("errors").get(0).get("field").asString()).isEqualTo("Idempotency-Key");
        assertThat(otherPath.get("status").asInt()).isEqualTo(422);
        assertThat(cluster.patchesOf(service)).hasSize(1);
        // Another workspace's key of the same name is another key.
        ActionCalls.member(http, ActionSettings.SOMEBODY_ELSE, Role.OPERATOR)
                .post(SCALE, body(service, "\"replicas\": 4"), key)
                .expectStatus()
                .isAccepted();
    }

    @Test
    void keyOfARequestThatIsStillRunningIsAConflictUntilItIsAbandoned() {
        String service = cluster.deployment("default", "running", 2);
        String request = body(service, "\"dry_run\": true");
        operator.post(RESTART, request, "answered-" + service).expectStatus().isAccepted();
        database.sql("insert into idempotency_keys (workspace_id, key, fingerprint, holder, held_until)"
                        + " select workspace_id, :key, fingerprint, holder, clock_timestamp() + interval '1 minute'"
                        + " from idempotency_keys where key = :from")
                .bind("key", "held-" + service)
                .bind("from", "answered-" + service)
                .then()
                .block();

        JsonNode running = json(operator.post(RESTART, request, "held-" + service)
                .expectStatus()
                .isEqualTo(409));
        database.sql("update idempotency_keys set held_until = clock_timestamp() where key = :key")
                .bind("key", "held-" + service)
                .then()
                .block();

        assertThat(running.get("code").asString()).isEqualTo("request_in_progress");
        operator.post(RESTART, request, "held-" + service).expectStatus().isAccepted();
    }

    @Test
    void failedRequestLeavesItsKeyFree() {
        String key = UUID.randomUUID().toString();
        operator.post(RESTART, body("no-such-service", ""), key).expectStatus().isEqualTo(422);
        String service = cluster.deployment("default", "second", 1);

        operator.post(RESTART, body(service, ""), key).expectStatus().isAccepted();
        operator.post(RESTART, body(service, ""), "x".repeat(256))
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void requestsAtTheSameMomentAreOneAction() {
        String service = cluster.deployment("default", "race", 2);
        String key = UUID.randomUUID().toString();

        var statuses = IntStream.range(0, 6)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> operator.post(RESTART, body(service, ""), key).returnResult(String.class)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(result -> result.getStatus().value())
                .toList();

        assertThat(statuses).containsAnyOf(202).allMatch(status -> status == 202 || status == 409);
        var actions = operator.ok("/api/v1/actions?service_name=" + service).get("items");
        assertThat(actions).hasSize(1);
        operator.ended(actions.get(0));
        assertThat(cluster.patchesOf(service)).hasSize(1);
    }

    @Test
    void requestsWithoutAKeyAtTheSameMomentRunOneAtATime() {
        String service = cluster.deployment("default", "race", 2);
        cluster.freeze(service);

        var statuses = IntStream.range(0, 6)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> operator.accepted(RESTART, body(service, ""))
                        .get("status")
                        .asString()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        cluster.thaw(service);

        assertThat(statuses).containsOnlyOnce("queued").contains("blocked");
        var actions = operator.ok("/api/v1/actions?service_name=" + service).get("items");
        actions.valueStream()
                .filter(action -> action.get("status").asString().equals("verifying")
                        || action.get("status").asString().equals("running"))
                .forEach(action -> operator.ended(action));
        assertThat(cluster.patchesOf(service)).hasSize(1);
    }

    @Test
    void anotherWorkspaceSeesNothingAndDecidesNothing() {
        String service = cluster.deployment("payments", "tenant", 1);
        var requester = ActionCalls.member(http, ActionSettings.PRODUCTION, Role.OPERATOR);
        var stranger = ActionCalls.member(http, ActionSettings.SOMEBODY_ELSE, Role.OWNER);
        JsonNode pending = requester.accepted(RESTART, body(service, "\"cluster_name\": \"prod\""));
        String path = "/api/v1/actions/" + id(pending);

        stranger.get(path).expectStatus().isNotFound();
        stranger.get(path + "/events").expectStatus().isNotFound();
        Stream.of("/approve", "/reject", "/cancel", "/revert")
                .forEach(verb -> stranger.post(path + verb).expectStatus().isNotFound());
        assertThat(stranger.ok("/api/v1/actions?limit=500").toString()).doesNotContain(id(pending));
        assertThat(stranger.ok("/api/v1/targets").toString())
                .doesNotContain(service)
                .doesNotContain("prod");
        assertThat(requester.ok(path).get("status").asString()).isEqualTo("pending_approval");
        assertThat(requester.ok("/api/v1/targets").toString()).contains(service);
    }
}
