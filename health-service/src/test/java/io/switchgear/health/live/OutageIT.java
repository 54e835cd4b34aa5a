package io.switchgear.health.live;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;
import io.switchgear.health.KillableStores;
import io.switchgear.health.Replica;

import static org.assertj.core.api.Assertions.assertThat;

/** What is left of this service while Redis is away, and while PostgreSQL is; and that it comes back by itself. */
class OutageIT {

    private final UUID workspace = UUID.randomUUID();
    private final Replica router = new Replica();
    private KillableStores stores;
    private HealthReplica replica;
    private WebTestClient http;

    @BeforeEach
    void begin() throws Exception {
        stores = new KillableStores();
        replica = new HealthReplica(stores.properties());
        http = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + replica.port())
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    @AfterEach
    void end() throws Exception {
        replica.close();
        stores.close();
    }

    @Test
    void withoutRedisItGoesOnAndWithoutPostgresqlItIsAliveButNotReady() throws Exception {
        router(1, CircuitState.CLOSED, CircuitState.OPEN);
        try (var client =
                LiveClient.of(replica.port(), Identities.get().user("health-service", workspace, Role.VIEWER))) {
            Await.until(() -> assertThat(state(client)).isEqualTo("open"));
            stores.killRedis();
            router(2, CircuitState.OPEN, CircuitState.CLOSED);
            Await.until(() -> assertThat(state(client)).isEqualTo("closed"));
            answers("/api/health/components/redis", 503);
            answers("/api/health/readiness", 200);
        }
        stores.startRedis();

        stores.killPostgres();
        Await.until(() -> answers("/api/health/readiness", 503));
        answers("/api/health/liveness", 200);
        answers("/api/health/startup", 200);
        answers("/api/health/components/filesystem", 200);
        ledger().expectStatus().isEqualTo(503).expectHeader().exists("Retry-After");

        stores.startPostgres();
        Await.until(() -> answers("/api/health/readiness", 200));
        router(3, CircuitState.CLOSED, CircuitState.OPEN);
        ledger().expectStatus().isOk().expectBody().jsonPath("$.items.length()").isEqualTo(3);
    }

    private static String state(LiveClient client) {
        return client.latest("a").at("/data/circuit/state").asString();
    }

    private WebTestClient.ResponseSpec ledger() {
        return http.get()
                .uri("/api/v1/health/circuit-events")
                .headers(Identities.get().user("health-service", workspace, Role.VIEWER))
                .exchange();
    }

    private void router(long version, CircuitState from, CircuitState to) {
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60 - version);
        var state = Replica.provider(workspace, "a", to, version, at);
        replica.post("/internal/v1/samples", router.sample(at, List.of(state), List.of()));
        replica.deliver(router.event(workspace, "a", version, from, to, at));
    }

    private void answers(String path, int status) {
        http.get().uri(path).exchange().expectStatus().isEqualTo(status);
    }
}
