package io.switchgear.health.live;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;

import static org.assertj.core.api.Assertions.assertThat;

/** How long a connection lasts at most, and how many there are: with limits that a test can reach. */
class LiveLimitsIT {

    private final UUID workspace = UUID.randomUUID();

    @Test
    void aConnectionThatHasLastedLongEnoughIsToComeBackWithANewTicket() {
        try (var replica = new HealthReplica(Map.of("switchgear.live.longest", "1s"));
                var client = member(replica)) {
            Await.until(() -> assertThat(client.closed()).isNotNull());
            assertThat(client.received("connection:status")).hasSize(1);
            assertThat(client.closed().getCode()).isEqualTo(4401);
            assertThat(client.closed().getReason()).isEqualTo("come back with a new ticket");
        }
    }

    @Test
    void oneConnectionTooManyIsRefusedUntilAnotherHasEnded() {
        try (var replica = new HealthReplica(Map.of("switchgear.live.max-connections", "2"));
                var first = member(replica).connected();
                var second = member(replica).connected()) {
            WebTestClient.bindToServer()
                    .baseUrl("http://127.0.0.1:" + replica.port())
                    .build()
                    .get()
                    .uri("/ws")
                    .headers(Identities.get().user("health-service", workspace, Role.VIEWER))
                    .header("Connection", "Upgrade")
                    .header("Upgrade", "websocket")
                    .header("Sec-WebSocket-Version", "13")
                    .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                    .expectHeader()
                    .valueEquals("Retry-After", "5")
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("too_many_connections");

            first.close();
            Await.value(() -> admitted(replica)).close();
            assertThat(second.closed()).isNull();
        }
    }

    /** Null if it was refused. */
    private LiveClient admitted(HealthReplica replica) {
        var client = member(replica);
        Await.until(
                () -> assertThat(client.failure() == null && client.received().isEmpty())
                        .isFalse());
        return client.failure() == null ? client : null;
    }

    private LiveClient member(HealthReplica replica) {
        return LiveClient.of(replica.port(), Identities.get().user("health-service", workspace, Role.VIEWER));
    }
}
