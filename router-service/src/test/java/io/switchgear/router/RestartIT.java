package io.switchgear.router;

import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.switchgear.common.testing.Await;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/** What outlives a process, a store, a sibling. */
class RestartIT {

    private final UUID workspace = UUID.randomUUID();
    private FakeSiblings siblings;
    private FakeProvider provider;
    private RouterProcess router;

    @BeforeEach
    void start() {
        siblings = new FakeSiblings();
        provider = new FakeProvider("p");
        router = new RouterProcess(siblings).start().ready();
    }

    @AfterEach
    void stop() {
        router.close();
        provider.close();
        siblings.close();
    }

    @Test
    void aForcedCircuitOfAProviderThatNobodyRegisteredSurvives() {
        router.send(workspace, "POST", ADMIN + "/load-balancer/pools", """
            {"group_name":"test-group","providers":[{"name":"test-provider","weight":1}],"strategy":"round_robin"}\
            """)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.providers[0].configured")
                .isEqualTo(false);
        router.send(workspace, "POST", ADMIN + "/circuit-breakers/test-provider/force-open", null)
                .expectStatus()
                .isOk();
        Await.until(() -> assertThat(siblings.events())
                .anySatisfy(event ->
                        assertThat(event).contains("test-provider", "\"type\":\"forced\"", "user@example.com")));
        Await.until(() -> assertThat(siblings.audit())
                .anySatisfy(event -> assertThat(event).contains("circuit.force_open", "test-provider")));
        router.stop();
        router.start().ready();
        router.get(workspace, ADMIN + "/circuit-breakers")
                .expectBody()
                .jsonPath("$.items[0].name")
                .isEqualTo("test-provider")
                .jsonPath("$.items[0].state")
                .isEqualTo("open")
                .jsonPath("$.items[0].forced")
                .isEqualTo("open")
                .jsonPath("$.items[0].configured")
                .isEqualTo(false);
        router.chat(workspace, "test-group", false).expectStatus().isEqualTo(503);
        router.send(workspace, "POST", ADMIN + "/circuit-breakers/test-provider/reset", "{\"reason\":\"done\"}")
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("closed")
                .jsonPath("$.forced")
                .isEmpty();
    }

    @Test
    void anOpenCircuitAndItsCountsSurvive() {
        router.provider(workspace, "p", provider, "m");
        provider.conduct((body, response) -> FakeProvider.status(response, 500, "server_error"));
        for (int i = 0; i < 3; i++) {
            router.chat(workspace, "m", false);
        }
        router.stop();
        router.start().ready();
        router.get(workspace, ADMIN + "/circuit-breakers/p")
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("open")
                .jsonPath("$.failures")
                .isEqualTo(3)
                .jsonPath("$.incidents")
                .isEqualTo(1);
    }

    @Test
    void telemetryOfAnOutageArrivesAfterwardsAcrossARestart() {
        siblings.away(true);
        router.provider(workspace, "p", provider, "m");
        for (int i = 0; i < 5; i++) {
            router.chat(workspace, "m", false).expectStatus().isOk();
        }
        router.send(workspace, "POST", ADMIN + "/circuit-breakers/p/force-close", "{\"reason\":\"why not\"}");
        router.stop();
        router.start().ready();
        router.chat(workspace, "m", false).expectStatus().isOk();
        assertThat(siblings.spans(workspace.toString())).isEmpty();
        siblings.away(false);
        Await.until(() -> assertThat(siblings.spans(workspace.toString()).stream()
                        .filter(span -> span.getName().equals("chat m") && span.getKindValue() == 1))
                .hasSize(6));
        Await.until(() -> assertThat(siblings.events())
                .anySatisfy(event -> assertThat(event).contains(workspace.toString(), "why not")));
        Await.until(() -> assertThat(siblings.samples())
                .anySatisfy(sample -> assertThat(sample).contains(workspace.toString(), "\"configured\":true")));
    }

    @Test
    void startsWithoutItsStoresFromTheLastCatalog() {
        router.provider(workspace, "p", provider, "m");
        router.send(workspace, "PUT", ADMIN + "/providers/closed", """
            {"base_url":"%s","models":["m2"]}\
            """.formatted(provider.url()));
        router.send(workspace, "POST", ADMIN + "/circuit-breakers/closed/force-open", null)
                .expectStatus()
                .isOk();
        var sealed = router.data().resolve("catalog.sealed").toFile();
        Await.until(() -> assertThat(sealed).exists());
        router.stop();
        assertThat(sealed).content(java.nio.charset.StandardCharsets.ISO_8859_1).doesNotContain("sk-p");
        router.with("switchgear.database.port", "1")
                .with("switchgear.redis.url", "redis://127.0.0.1:1")
                .start()
                .ready();
        router.chat(workspace, "m", false).expectStatus().isOk();
        assertThat(provider.authorizations()).contains("Bearer sk-p");
        router.chat(workspace, "m2", false).expectStatus().isEqualTo(503);
        router.send(workspace, "POST", ADMIN + "/circuit-breakers/p/force-open", null)
                .expectStatus()
                .isEqualTo(503);
    }

    @Test
    void withoutStoresAndWithoutCatalogItAnswers503() {
        router.stop();
        router.with("switchgear.database.port", "1")
                .with(
                        "switchgear.catalog.snapshot",
                        router.data().resolve("none").toString())
                .start();
        Await.until(() -> router.http()
                .get()
                .uri("/api/health/liveness")
                .exchange()
                .expectStatus()
                .isOk());
        router.http().get().uri("/health").exchange().expectStatus().isEqualTo(503);
        router.chat(workspace, "m", false)
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("retry-after")
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("catalog_unavailable");
    }
}
