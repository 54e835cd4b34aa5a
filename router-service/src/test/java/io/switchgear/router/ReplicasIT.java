package io.switchgear.router;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/** Two replicas over the same stores. */
class ReplicasIT {

    private final UUID workspace = UUID.randomUUID();

    /** By announcements alone: neither looks at the stores by itself within the hour. */
    @Test
    void shareConfigurationAndCircuitsAndTellEachTransitionOnce() {
        try (var siblings = new FakeSiblings();
                var provider = new FakeProvider("p");
                var one = listening(siblings).start().ready();
                var other = listening(siblings).start().ready()) {
            one.provider(workspace, "p", provider, "m");
            Await.until(() -> other.chat(workspace, "m", false).expectStatus().isOk());
            provider.conduct((body, response) -> FakeProvider.status(response, 500, "server_error"));
            for (int i = 0; i < 3; i++) {
                one.chat(workspace, "m", false);
            }
            Await.until(() -> other.get(workspace, ADMIN + "/circuit-breakers/p")
                    .expectBody()
                    .jsonPath("$.state")
                    .isEqualTo("open"));
            other.send(workspace, "POST", ADMIN + "/circuit-breakers/p/force-close", null)
                    .expectStatus()
                    .isOk();
            Await.until(() -> one.get(workspace, ADMIN + "/circuit-breakers/p")
                    .expectBody()
                    .jsonPath("$.forced")
                    .isEqualTo("closed"));
            other.send(workspace, "POST", ADMIN + "/circuit-breakers/p/reset", null)
                    .expectStatus()
                    .isOk();
            Await.until(() -> one.get(workspace, ADMIN + "/circuit-breakers/p")
                    .expectBody()
                    .jsonPath("$.forced")
                    .isEmpty()
                    .jsonPath("$.total")
                    .isEqualTo(0));
            Await.until(() -> assertThat(String.join("", siblings.events()).split(workspace.toString(), -1))
                    .as("open, forced, reset")
                    .hasSize(4));
        }
    }

    @Test
    void pricesAreLiveOnEveryReplicaAndSurviveARestart() {
        try (var siblings = new FakeSiblings();
                var provider = new FakeProvider("p");
                var one = new RouterProcess(siblings).start().ready();
                var other = new RouterProcess(siblings).start().ready()) {
            one.provider(workspace, "p", provider, "gpt-4o-mini");
            one.send(workspace, "PUT", ADMIN + "/prices", "{\"overrides\":{\"*\":{\"input\":1000,\"output\":1000}}}")
                    .expectStatus()
                    .isOk();
            Await.until(() -> overridden(other));
            one.stop();
            other.stop();
            other.start().ready();
            overridden(other);
        }
    }

    private static RouterProcess listening(FakeSiblings siblings) {
        return new RouterProcess(siblings).with("switchgear.catalog.poll", "1h").with("switchgear.circuit.sync", "1h");
    }

    private void overridden(RouterProcess router) {
        router.http()
                .get()
                .uri("/internal/v1/prices")
                .headers(Identities.get().service("query-service", "router-service"))
                .exchange()
                .expectBody()
                .jsonPath("$.workspaces[?(@.workspace_id == '%s')].overrides.version".formatted(workspace))
                .isEqualTo("workspace-1");
    }
}
