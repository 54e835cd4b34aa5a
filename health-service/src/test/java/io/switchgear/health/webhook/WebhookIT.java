package io.switchgear.health.webhook;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.health.WholeService;
import io.switchgear.health.webhook.FakeReceiver.Received;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookIT extends WholeService {

    private static final String WEBHOOKS = "/api/v1/health/webhooks";
    private final FakeReceiver receiver = new FakeReceiver();

    @AfterEach
    void end() {
        receiver.close();
    }

    @Test
    void aTransitionIsToldOnceAndSigned() {
        JsonNode webhook = create("pager", receiver.url());
        var opened = replica.event(workspace, "a", 1, CircuitState.CLOSED, CircuitState.OPEN, minutesAgo(1));
        deliver(opened);
        deliver(opened);

        Await.until(() -> assertThat(receiver.received).hasSize(1));
        Received got = receiver.received.getFirst();
        JsonNode body = json.readTree(got.body());
        assertThat(body.at("/type").asString()).isEqualTo("circuit.opened");
        assertThat(body.at("/timestamp").asString())
                .isEqualTo(body.at("/data/at").asString());
        assertThat(body.at("/data/provider").asString()).isEqualTo("a");
        assertThat(body.at("/data/reason").asString()).isEqualTo("3 consecutive failures");
        assertThat(body.at("/data/thresholds/failure_threshold").asInt()).isEqualTo(3);
        assertThat(got.signature())
                .isEqualTo(Signature.of(
                        webhook.at("/secret").asString(), got.id(), Long.parseLong(got.timestamp()), got.body()));
        Await.until(() -> {
            JsonNode delivery = deliveries(webhook).get(0);
            assertThat(delivery.at("/status").asString()).isEqualTo("delivered");
            assertThat(delivery.at("/id").asString()).isEqualTo(got.id());
            assertThat(delivery.at("/status_code").asInt()).isEqualTo(204);
            assertThat(delivery.at("/attempts").asInt()).isEqualTo(1);
        });
        assertThat(receiver.received).hasSize(1);
    }

    @Test
    void failuresAreRepeatedUnderTheSameIdUntilTheRetriesAreUsedUp() {
        JsonNode webhook = create("pager", receiver.url());
        receiver.answers.addAll(List.of(500, 0, 302));
        receiver.redirect = receiver.url();
        deliver(replica.event(workspace, "a", 1, CircuitState.CLOSED, CircuitState.OPEN, minutesAgo(1)));

        Await.until(() -> {
            JsonNode delivery = deliveries(webhook).get(0);
            assertThat(delivery.at("/status").asString()).isEqualTo("failed");
            assertThat(delivery.at("/attempts").asInt()).isEqualTo(3);
            assertThat(delivery.at("/error").asString()).isEqualTo("answered 302");
            assertThat(delivery.at("/next_attempt_at").isNull()).isTrue();
        });
        assertThat(receiver.received)
                .hasSize(3)
                .extracting(Received::id)
                .containsOnly(receiver.received.getFirst().id());
    }

    @Test
    void whoSaysThatItIsGoneIsTurnedOff() {
        JsonNode webhook = create("pager", receiver.url());
        receiver.answers.add(410);
        deliver(replica.event(workspace, "a", 1, CircuitState.CLOSED, CircuitState.OPEN, minutesAgo(1)));
        Await.until(
                () -> assertThat(get(path(webhook)).at("/enabled").asBoolean()).isFalse());
        Await.until(() ->
                assertThat(deliveries(webhook).get(0).at("/status").asString()).isEqualTo("failed"));
    }

    @Test
    void onlyChosenEventsOfTheOwnWorkspaceAreTold() {
        JsonNode webhook = body(manage("POST", WEBHOOKS, """
            {"name": "n", "url": "%s", "events": ["circuit.closed"]}\
            """.formatted(receiver.url()))
                .expectStatus()
                .isCreated());
        deliver(replica.event(UUID.randomUUID(), "a", 1, CircuitState.OPEN, CircuitState.CLOSED, minutesAgo(2)));
        deliver(
                replica.event(workspace, "a", 1, CircuitState.CLOSED, CircuitState.OPEN, minutesAgo(2)),
                replica.event(workspace, "a", 2, CircuitState.OPEN, CircuitState.HALF_OPEN, minutesAgo(1)),
                replica.event(workspace, "a", 3, CircuitState.HALF_OPEN, CircuitState.CLOSED, minutesAgo(0)));

        Await.until(() -> assertThat(receiver.received).hasSize(1));
        assertThat(receiver.received.getFirst().body()).contains("circuit.closed");
        assertThat(deliveries(webhook)).hasSize(1);
    }

    @Test
    void theTestButtonTellsAtOnce() {
        JsonNode webhook = create("pager", receiver.url());
        JsonNode first = body(
                manage("POST", path(webhook) + "/test", null).expectStatus().isOk());
        assertThat(first.at("/status").asString()).isEqualTo("delivered");
        assertThat(receiver.received.getFirst().body()).contains("webhook.test");

        receiver.answers.add(500);
        JsonNode second = body(
                manage("POST", path(webhook) + "/test", null).expectStatus().isOk());
        assertThat(second.at("/status").asString()).isEqualTo("failed");
        assertThat(second.at("/status_code").asInt()).isEqualTo(500);
        JsonNode page = get(path(webhook) + "/deliveries?limit=1");
        assertThat(page.at("/items/0/id")).isEqualTo(second.at("/id"));
        assertThat(get(
                                path(webhook) + "/deliveries?limit=1&cursor={c}",
                                page.at("/next_cursor").asString())
                        .at("/items/0/id"))
                .isEqualTo(first.at("/id"));
    }

    @Test
    void secretsAreToldOnceAndKeptSealed() {
        JsonNode webhook = create("pager", receiver.url());
        assertThat(webhook.at("/secret").asString()).startsWith("whsec_");
        assertThat(get(path(webhook)).has("secret")).isFalse();
        assertThat(get(WEBHOOKS).toString()).doesNotContain("whsec_").contains("pager");
        String stored = database.sql("select encode(secret, 'escape') s from webhooks where id = :id")
                .bind("id", UUID.fromString(webhook.at("/id").asString()))
                .map(row -> row.get(0, String.class))
                .one()
                .block();
        assertThat(stored).doesNotContain(webhook.at("/secret").asString().substring(6));

        JsonNode changed =
                body(manage("PUT", path(webhook), "{\"name\": \"renamed\", \"url\": \"" + receiver.url() + "\"}")
                        .expectStatus()
                        .isOk());
        assertThat(changed.at("/revision").asInt()).isEqualTo(2);
        assertThat(changed.has("secret")).isFalse();
        deliver(replica.event(workspace, "a", 1, CircuitState.CLOSED, CircuitState.OPEN, minutesAgo(1)));
        Await.until(() -> assertThat(receiver.received).hasSize(1));
        Received got = receiver.received.getFirst();
        assertThat(got.signature())
                .isEqualTo(Signature.of(
                        webhook.at("/secret").asString(), got.id(), Long.parseLong(got.timestamp()), got.body()));
    }

    @Test
    void wishesAreChecked() {
        create("pager", receiver.url());
        manage("POST", WEBHOOKS, "{\"name\": \"pager\", \"url\": \"https://example.com\"}")
                .expectStatus()
                .isEqualTo(409);
        JsonNode problem = body(manage("POST", WEBHOOKS, """
            {"name": " ", "url": "http://169.254.169.254/", "events": ["circuit.exploded"], "secret": "short"}\
            """).expectStatus().isEqualTo(422));
        assertThat(problem.at("/errors")
                        .valueStream()
                        .map(error -> error.at("/field").asString()))
                .containsExactlyInAnyOrder("name", "url", "events", "secret");
        manage("POST", WEBHOOKS, "{").expectStatus().isBadRequest();
        manage("GET", WEBHOOKS + "/" + UUID.randomUUID(), null).expectStatus().isNotFound();
        http.post()
                .uri(WEBHOOKS)
                .headers(user(workspace, Role.OPERATOR))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void outdatedChangesAndForeignWorkspacesAreRefused() {
        JsonNode webhook = create("pager", receiver.url());
        http.delete()
                .uri(path(webhook))
                .headers(user(workspace, Role.ADMIN))
                .header("If-Match", "\"7\"")
                .exchange()
                .expectStatus()
                .isEqualTo(412);
        call(UUID.randomUUID(), path(webhook)).expectStatus().isNotFound();
        call(UUID.randomUUID(), path(webhook) + "/deliveries").expectStatus().isNotFound();
        http.delete()
                .uri(path(webhook))
                .headers(user(workspace, Role.ADMIN))
                .header("If-Match", "\"1\"")
                .exchange()
                .expectStatus()
                .isNoContent();
        call(workspace, path(webhook)).expectStatus().isNotFound();
    }

    @Test
    void anAddressIsCheckedAgainAtEachDelivery() {
        JsonNode webhook = create("pager", receiver.url());
        // As if the name had come to mean something else since.
        database.sql("update webhooks set url = 'http://169.254.1.1/' where id = :id")
                .bind("id", UUID.fromString(webhook.at("/id").asString()))
                .then()
                .block();
        JsonNode delivery = body(
                manage("POST", path(webhook) + "/test", null).expectStatus().isOk());
        assertThat(delivery.at("/status").asString()).isEqualTo("failed");
        assertThat(delivery.at("/error").asString()).contains("link-local");
    }

    private JsonNode create(String name, String url) {
        return body(manage("POST", WEBHOOKS, "{\"name\": \"%s\", \"url\": \"%s\"}".formatted(name, url))
                .expectStatus()
                .isCreated());
    }

    private JsonNode deliveries(JsonNode webhook) {
        return get(path(webhook) + "/deliveries").at("/items");
    }

    private static String path(JsonNode webhook) {
        return WEBHOOKS + "/" + webhook.at("/id").asString();
    }

    private WebTestClient.ResponseSpec manage(String method, String path, String body) {
        var request = http.method(HttpMethod.valueOf(method)).uri(path).headers(user(workspace, Role.ADMIN));
        return (body == null
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body))
                .exchange();
    }

    private JsonNode body(WebTestClient.ResponseSpec answer) {
        return json.readTree(answer.expectBody().returnResult().getResponseBody());
    }
}
