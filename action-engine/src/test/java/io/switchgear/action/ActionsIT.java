package io.switchgear.action;

import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

import io.switchgear.action.testing.ActionCalls;
import io.switchgear.action.testing.ActionSettings;
import io.switchgear.action.testing.FakeCluster;
import io.switchgear.action.testing.FakeGateway;
import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.OpenApiContract;

import static io.switchgear.action.testing.ActionCalls.body;
import static io.switchgear.action.testing.ActionCalls.id;
import static io.switchgear.action.testing.ActionCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

/** What actions do, from request to outcome, on a real PostgreSQL and a Kubernetes API. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "20s")
@DirtiesContext
class ActionsIT {

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

    @Test
    void restartReplacesThePodsAndIsVerified() {
        String service = cluster.deployment("default", "restart", 3);

        JsonNode accepted = operator.accepted(RESTART, body(service, "\"cluster_name\": \"local\""));
        JsonNode ended = operator.ended(accepted);

        assertThat(accepted.get("status").asString()).isEqualTo("queued");
        assertThat(accepted.get("target").get("simulated").asBoolean()).isTrue();
        assertThat(ended.get("status").asString()).isEqualTo("succeeded");
        assertThat(ended.get("detail").asString()).isEqualTo("All 3 replicas are updated and available.");
        assertThat(cluster.restartedAt("default", service))
                .isEqualTo(ended.get("plan").get(0).get("to").asString());
        assertThat(cluster.patchesOf(service)).hasSize(1);
    }

    @Test
    void scaleSetsTheReplicasAndRevertBringsThemBack() {
        String service = cluster.deployment("default", "scale", 2);

        JsonNode scaled = operator.ended(operator.accepted(SCALE, body(service, "\"replicas\": 4")));
        assertThat(scaled.get("status").asString()).isEqualTo("succeeded");
        assertThat(scaled.get("revertible").asBoolean()).isTrue();
        assertThat(scaled.get("previous").get("replicas").asInt()).isEqualTo(2);
        assertThat(cluster.deployment("default", service).getSpec().getReplicas())
                .isEqualTo(4);

        JsonNode revert = json(operator.post("/api/v1/actions/" + id(scaled) + "/revert")
                .expectStatus()
                .isAccepted());
        assertThat(operator.ended(revert).get("status").asString()).isEqualTo("succeeded");
        assertThat(cluster.deployment("default", service).getSpec().getReplicas())
                .isEqualTo(2);

        JsonNode original = operator.ok("/api/v1/actions/" + id(scaled));
        assertThat(original.get("status").asString()).isEqualTo("reverted");
        assertThat(original.get("reverted_by").asString()).isEqualTo(id(revert));
        assertThat(operator.conflict("/api/v1/actions/" + id(scaled) + "/revert")
                        .get("detail")
                        .asString())
                .isEqualTo("The action has been undone already.");
    }

    @Test
    void restartCannotBeReverted() {
        String service = cluster.deployment("default", "restart", 1);
        JsonNode ended = operator.ended(operator.accepted(ROLLOUT, body(service, "")));

        JsonNode problem = operator.conflict("/api/v1/actions/" + id(ended) + "/revert");

        assertThat(ended.get("status").asString()).isEqualTo("succeeded");
        assertThat(problem.get("code").asString()).isEqualTo("not_revertible");
        assertThat(problem.get("detail").asString()).startsWith("A restart cannot be undone");
    }

    @Test
    void rolloutRestartInsistsOnAvailabilityWhereRestartDoesNot() {
        String service = cluster.deployment("default", "recreate", 2, "Recreate");

        JsonNode refused = operator.accepted(ROLLOUT, body(service, ""));
        JsonNode done = operator.ended(operator.accepted(RESTART, body(service, "")));

        assertThat(refused.get("status").asString()).isEqualTo("blocked");
        assertThat(refused.get("detail").asString()).contains("would leave no replica available");
        assertThat(done.get("status").asString()).isEqualTo("succeeded");
    }

    @Test
    void statefulSetsAndDaemonSetsAreTargetsToo() {
        String set = cluster.statefulSet("default", "store", 3);
        String daemon = cluster.daemonSet("default", "agent", 2);

        JsonNode scaled =
                operator.ended(operator.accepted(SCALE, body(set, "\"kind\": \"StatefulSet\", \"replicas\": 5")));
        JsonNode restarted = operator.ended(operator.accepted(ROLLOUT, body(daemon, "\"kind\": \"DaemonSet\"")));
        JsonNode impossible = json(operator.post(SCALE, body(daemon, "\"kind\": \"DaemonSet\", \"replicas\": 5"))
                .expectStatus()
                .isEqualTo(422));

        assertThat(scaled.get("status").asString()).isEqualTo("succeeded");
        assertThat(cluster.client()
                        .apps()
                        .statefulSets()
                        .inNamespace("default")
                        .withName(set)
                        .get()
                        .getSpec()
                        .getReplicas())
                .isEqualTo(5);
        assertThat(restarted.get("status").asString()).isEqualTo("succeeded");
        assertThat(impossible.get("errors").get(0).get("field").asString()).isEqualTo("kind");
    }

    @Test
    void autoscalerKeepsItsReplicasAndGetsNewBounds() {
        String service = cluster.deployment("default", "scaled", 3);
        cluster.autoscaler("default", service, 2, 6);

        JsonNode refused = json(operator.post(SCALE, body(service, "\"replicas\": 5"))
                .expectStatus()
                .isEqualTo(422));
        JsonNode done =
                operator.ended(operator.accepted(SCALE, body(service, "\"min_replicas\": 3, \"max_replicas\": 9")));

        assertThat(refused.get("errors").get(0).get("message").asString()).contains("(2 to 6)");
        assertThat(done.get("status").asString()).isEqualTo("succeeded");
        assertThat(done.get("previous").get("max_replicas").asInt()).isEqualTo(6);
        var bounds = cluster.client()
                .autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace("default")
                .withName(service + "-hpa")
                .get()
                .getSpec();
        assertThat(bounds.getMinReplicas()).isEqualTo(3);
        assertThat(bounds.getMaxReplicas()).isEqualTo(9);
        assertThat(cluster.deployment("default", service).getSpec().getReplicas())
                .isEqualTo(3);
    }

    @Test
    void dryRunShowsThePlanAndChangesNothing() {
        String service = cluster.deployment("default", "dry", 2);

        JsonNode dry = operator.accepted(SCALE, body(service, "\"replicas\": 4, \"dry_run\": true"));

        assertThat(dry.get("status").asString()).isEqualTo("succeeded");
        assertThat(dry.get("plan").get(0).get("field").asString()).isEqualTo("spec.replicas");
        assertThat(dry.get("plan").get(0).get("from").asString()).isEqualTo("2");
        assertThat(dry.get("plan").get(0).get("to").asString()).isEqualTo("4");
        assertThat(cluster.patchesOf(service)).singleElement().asString().contains("dryRun=All");
        assertThat(cluster.deployment("default", service).getMetadata().getGeneration())
                .isEqualTo(1);
        assertThat(operator.conflict("/api/v1/actions/" + id(dry) + "/revert")
                        .get("code")
                        .asString())
                .isEqualTo("not_revertible");
    }

    @Test
    void dryRunOnARealClusterAsksItsServer() {
        String service = cluster.deployment("payments", "dry", 2);
        var production = ActionCalls.member(http, ActionSettings.PRODUCTION, Role.OPERATOR);

        JsonNode dry = production.accepted(RESTART, body(service, "\"cluster_name\": \"prod\", \"dry_run\": true"));

        assertThat(dry.get("status").asString()).isEqualTo("succeeded");
        assertThat(cluster.patchesOf(service)).singleElement().asString().contains("dryRun=All");
        assertThat(cluster.restartedAt("payments", service)).isNull();
    }

    @Test
    void whatIsNotGrantedIsBlockedWithItsSentence() {
        String service = cluster.deployment("payments", "foreign", 2);

        assertThat(blocked(body(service, "\"cluster_name\": \"prod\"")))
                .isEqualTo("The cluster 'prod' is not granted to this workspace.");
        assertThat(blocked(body(service, "\"cluster_name\": \"nowhere\"")))
                .isEqualTo("The cluster 'nowhere' is not granted to this workspace.");
        assertThat(blocked(body(service, "\"namespace\": \"payments\"")))
                .isEqualTo(
                        "The service '%s' in namespace 'payments' of cluster 'local' is not granted to this workspace."
                                .formatted(service));
        assertThat(blocked("""
            {"service_name": "user-auth", "target_type": "cloud_run", "region": "us-central1", "reason": "x"}\
            """))
                .isEqualTo("The Cloud"
                        + " Run service"
                        + " 'user-auth'"
                        + " is not"
                        + " granted"
                        + " to this"
                        + " workspace.");
        assertThat(cluster.patchesOf(service)).isEmpty();
    }

    private String blocked(String body) {
        JsonNode action = operator.accepted(RESTART, body);
        assertThat(action.get("status").asString()).isEqualTo("blocked");
        return action.get("detail").asString();
    }

    @Test
    void targetIsLeftAloneForItsCooldown() {
        String service = cluster.deployment("default", "cool", 2);
        JsonNode first = operator.ended(operator.accepted(RESTART, body(service, "")));

        JsonNode second = operator.accepted(RESTART, body(service, ""));
        database.sql("update actions set finished_at = finished_at - interval '31 s' where id = :id")
                .bind("id", UUID.fromString(id(first)))
                .then()
                .block();
        JsonNode third = operator.ended(operator.accepted(RESTART, body(service, "")));

        assertThat(second.get("status").asString()).isEqualTo("blocked");
        assertThat(second.get("detail").asString()).contains("it is left alone for 30 s");
        assertThat(third.get("status").asString()).isEqualTo("succeeded");
    }

    @Test
    void stepsThatAreTooLargeAreBlocked() {
        String service = cluster.deployment("default", "large", 12);

        assertThat(operator.accepted(SCALE, body(service, "\"replicas\": 51"))
                        .get("detail")
                        .asString())
                .isEqualTo("51 replicas are more than the 50 that actions may scale to.");
        assertThat(operator.accepted(SCALE, body(service, "\"replicas\": 0"))
                        .get("detail")
                        .asString())
                .isEqualTo("From 12 to 0 replicas is a larger step than the factor 5 that one action may take.");
    }

    @Test
    void oneActionAtATimeRunsOnATarget() {
        String service = cluster.deployment("default", "busy", 2);
        cluster.freeze(service);
        JsonNode first = operator.accepted(RESTART, body(service, ""));

        JsonNode second = ActionCalls.member(http, ActionSettings.SOMEBODY_ELSE, Role.OPERATOR)
                .accepted(RESTART, body(service, ""));
        operator.reaches(first, "verifying");
        JsonNode tooLate = operator.conflict("/api/v1/actions/" + id(first) + "/cancel");
        cluster.thaw(service);

        assertThat(second.get("status").asString()).isEqualTo("blocked");
        assertThat(second.toString()).contains("Another action on this target").doesNotContain(id(first));
        assertThat(tooLate.get("detail").asString()).startsWith("The action has begun");
        assertThat(operator.ended(first).get("status").asString()).isEqualTo("succeeded");
    }

    @Test
    void rolloutThatDoesNotCompleteFails() {
        String service = cluster.deployment("default", "stuck", 2);
        cluster.freeze(service);

        JsonNode ended = operator.ended(operator.accepted(SCALE, body(service, "\"replicas\": 3")));

        assertThat(ended.get("status").asString()).isEqualTo("failed");
        assertThat(ended.get("detail").asString())
                .isEqualTo(
                        "The rollout was not complete within 10 s: The cluster has not looked at the new specification"
                                + " yet.");
        assertThat(ended.get("revertible").asBoolean()).isTrue();
    }

    @Test
    void clusterThatDoesNotAnswerIsNamed() {
        var unlucky = ActionCalls.member(http, ActionSettings.UNLUCKY, Role.OPERATOR);

        JsonNode problem = json(unlucky.post(RESTART, body("any", "\"cluster_name\": \"gone\""))
                .expectHeader()
                .exists("Retry-After")
                .expectStatus()
                .isEqualTo(503));
        JsonNode targets = unlucky.ok("/api/v1/targets");

        assertThat(problem.get("code").asString()).isEqualTo("cluster_unavailable");
        assertThat(targets.get("clusters").get(1).get("reachable").asBoolean()).isFalse();
        assertThat(targets.get("clusters").get(0).get("reachable").asBoolean()).isTrue();
    }

    @Test
    void targetsSayWhatMayBeDone() {
        String service = cluster.deployment("default", "listed", 2);
        String hidden = cluster.deployment("payments", "hidden", 2);

        JsonNode items = operator.ok("/api/v1/targets").get("items");

        JsonNode target = items.valueStream()
                .filter(item -> item.get("service_name").asString().equals(service))
                .findFirst()
                .orElseThrow();
        assertThat(target.get("kind").asString()).isEqualTo("Deployment");
        assertThat(target.get("ready").asInt()).isEqualTo(2);
        assertThat(target.get("simulated").asBoolean()).isTrue();
        assertThat(target.get("actions").toString())
                .isEqualTo("[\"restart_deployment\",\"rollout_restart\",\"scale_deployment\"]");
        assertThat(items.toString()).doesNotContain(hidden);
    }

    @Test
    void everyActionIsAuditedWithItsOutcome() {
        String service = cluster.deployment("default", "audited", 1);
        JsonNode action = operator.ended(operator.accepted(RESTART, body(service, "")));

        Await.until(() -> assertThat(FakeGateway.get().eventsAbout(id(action)))
                .extracting(event -> event.get("action").asString()
                        + " " + event.get("outcome").asString()
                        + " " + event.get("actor").asString())
                .containsExactly("action.request success user@example.com", "action.finish success user@example.com"));
    }

    @Test
    void healthAnswersWithoutATokenHere() {
        http.get()
                .uri("/api/v1/health")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("healthy")
                .jsonPath("$.service")
                .isEqualTo("action-engine");
    }

    @Test
    void openApiIsAsCommitted() {
        OpenApiContract.check(http.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
