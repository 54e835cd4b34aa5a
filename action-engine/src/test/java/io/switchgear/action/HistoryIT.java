package io.switchgear.action;

import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.action.testing.ActionCalls;
import io.switchgear.action.testing.ActionSettings;
import io.switchgear.action.testing.FakeCluster;
import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;

import static io.switchgear.action.testing.ActionCalls.body;
import static io.switchgear.action.testing.ActionCalls.id;
import static io.switchgear.action.testing.ActionCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

/** Approval, the record of actions, and their progress. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "20s")
@DirtiesContext
class HistoryIT {

    private static final String RESTART = "/api/v1/restart_deployment";
    private static final String ON_PROD = "\"cluster_name\": \"prod\"";

    private final FakeCluster cluster = FakeCluster.get();

    @Autowired
    private WebTestClient http;

    private ActionCalls requester;
    private ActionCalls admin;
    private ActionCalls colleague;

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
        requester = ActionCalls.member(http, ActionSettings.PRODUCTION, Role.OPERATOR);
        admin = ActionCalls.member(http, ActionSettings.PRODUCTION, Role.ADMIN);
        colleague = ActionCalls.colleague(http, ActionSettings.PRODUCTION, Role.ADMIN);
    }

    @Test
    void productionWaitsForSomebodyElsesApproval() {
        String service = cluster.deployment("payments", "approved", 2);
        JsonNode pending = requester.accepted(RESTART, body(service, ON_PROD));
        String path = "/api/v1/actions/" + id(pending);

        JsonNode own = json(admin.post(path + "/approve").expectStatus().isForbidden());
        assertThat(cluster.patchesOf(service)).isEmpty();
        JsonNode approved =
                json(colleague.post(path + "/approve").expectStatus().isOk());
        JsonNode ended = requester.ended(pending);

        assertThat(pending.get("status").asString()).isEqualTo("pending_approval");
        assertThat(own.get("code").asString()).isEqualTo("four_eyes");
        assertThat(approved.get("status").asString()).isEqualTo("queued");
        assertThat(approved.get("decided_by").asString()).isEqualTo("colleague@example.com");
        assertThat(ended.get("status").asString()).isEqualTo("succeeded");
        colleague.post(path + "/approve").expectStatus().isEqualTo(409);
        colleague.post(path + "/reject").expectStatus().isEqualTo(409);
    }

    @Test
    void whatIsRejectedOrCancelledNeverRuns() {
        String service = cluster.deployment("payments", "rejected", 2);
        JsonNode first = requester.accepted(RESTART, body(service, ON_PROD));
        JsonNode second = requester.accepted(RESTART, body(service, ON_PROD));

        JsonNode rejected = json(colleague
                .post("/api/v1/actions/" + id(first) + "/reject", "{\"reason\": \"Not during the sale\"}")
                .expectStatus()
                .isOk());
        JsonNode cancelled = json(requester
                .post("/api/v1/actions/" + id(second) + "/cancel")
                .expectStatus()
                .isOk());

        assertThat(rejected.get("status").asString()).isEqualTo("rejected");
        assertThat(rejected.get("detail").asString())
                .isEqualTo("Rejected by colleague@example.com: Not during the sale");
        assertThat(cancelled.get("status").asString()).isEqualTo("cancelled");
        colleague
                .post("/api/v1/actions/" + id(second) + "/approve")
                .expectStatus()
                .isEqualTo(409);
        assertThat(cluster.patchesOf(service)).isEmpty();
    }

    @Test
    void guardsLookAgainWhenSomebodyApproves() {
        String service = cluster.deployment("payments", "late", 2);
        JsonNode first = requester.accepted(RESTART, body(service, ON_PROD));
        JsonNode second = requester.accepted(RESTART, body(service, ON_PROD));
        colleague
                .post("/api/v1/actions/" + id(first) + "/approve")
                .expectStatus()
                .isOk();
        requester.ended(first);

        JsonNode blocked = json(colleague
                .post("/api/v1/actions/" + id(second) + "/approve")
                .expectStatus()
                .isOk());

        assertThat(blocked.get("status").asString()).isEqualTo("blocked");
        assertThat(blocked.get("detail").asString()).contains("left alone");
        assertThat(cluster.patchesOf(service)).hasSize(1);
    }

    @Test
    void listPagesNewestFirstAndFilters() {
        UUID workspace = ActionSettings.ANYBODY;
        var operator = ActionCalls.member(http, workspace, Role.OPERATOR);
        String service = FakeCluster.name("paged");
        var made = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(id(operator.accepted(RESTART, body(service, ON_PROD))));
        }

        var seen = new ArrayList<String>();
        String path = "/api/v1/actions?limit=2&service_name=" + service;
        JsonNode page = operator.ok(path);
        page.get("items").forEach(item -> seen.add(id(item)));
        // An action that comes in between belongs to no later page.
        operator.accepted(RESTART, body(service, ON_PROD));
        while (!page.get("next_cursor").isNull()) {
            page = operator.ok(path + "&cursor=" + page.get("next_cursor").asString());
            page.get("items").forEach(item -> seen.add(id(item)));
        }

        assertThat(seen).containsExactlyElementsOf(made);
        assertThat(operator.ok(path + "&status=blocked&type=restart_deployment").get("items"))
                .hasSize(2);
        assertThat(operator.ok(path + "&status=succeeded").get("items")).isEmpty();
        assertThat(operator.ok(path + "&cluster_name=prod&range=1h").get("items"))
                .hasSize(2);
        assertThat(operator.ok(path + "&from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z")
                        .get("items"))
                .isEmpty();
        assertThat(operator.ok("/api/v1/actions?service_name=%27%20or%201=1--").get("items"))
                .isEmpty();
    }

    @Test
    void csvComesByFormatAndByAccept() {
        var operator = ActionCalls.member(http, ActionSettings.ANYBODY, Role.OPERATOR);
        String service = FakeCluster.name("csv");
        String id = id(operator.accepted(RESTART, """
            {"service_name": "%s", "target_type": "gke", "cluster_name": "prod", "reason": "=1+1, urgent"}\
            """.formatted(service)));

        String byFormat = text(operator.get("/api/v1/actions?format=csv&service_name=" + service));
        String byAccept = text(http.get()
                .uri("/api/v1/actions?service_name=" + service)
                .headers(Identities.get().user("action-engine", ActionSettings.ANYBODY, Role.VIEWER))
                .accept(MediaType.parseMediaType("text/csv"))
                .exchange());

        assertThat(byFormat)
                .startsWith("action_id,type,status,detail,")
                .contains(id + ",restart_deployment,blocked,")
                .contains("\"'=1+1, urgent\"");
        assertThat(byAccept).isEqualTo(byFormat);
    }

    private static String text(WebTestClient.ResponseSpec response) {
        return response.expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith("text/csv")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void eventsTellTheStoryAndEndWithIt() {
        String service = cluster.deployment("payments", "watched", 2);
        JsonNode pending = requester.accepted(RESTART, body(service, ON_PROD));
        var live = events(id(pending), null);
        colleague
                .post("/api/v1/actions/" + id(pending) + "/approve")
                .expectStatus()
                .isOk();

        var story = live.collectList().block(Duration.ofSeconds(20));
        var later = events(id(pending), "2").collectList().block(Duration.ofSeconds(20));

        assertThat(story.stream().map(ServerSentEvent::event).distinct())
                .containsExactly("pending_approval", "queued", "running", "verifying", "succeeded");
        assertThat(story.getFirst().id()).isEqualTo("1");
        JsonNode last = JsonMapper.shared().readTree(story.getLast().data());
        assertThat(last.get("message").asString()).isEqualTo("All 2 replicas are updated and available.");
        assertThat(last.get("status").asString()).isEqualTo("succeeded");
        assertThat(later).hasSize(story.size() - 2);
    }

    private reactor.core.publisher.Flux<ServerSentEvent<String>> events(String id, String after) {
        return http.get()
                .uri("/api/v1/actions/" + id + "/events")
                .headers(Identities.get().user("action-engine", ActionSettings.PRODUCTION, Role.VIEWER))
                .headers(headers -> {
                    if (after != null) {
                        headers.set("Last-Event-ID", after);
                    }
                })
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
                .getResponseBody();
    }
}
