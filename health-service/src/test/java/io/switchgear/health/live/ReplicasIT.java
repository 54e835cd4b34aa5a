package io.switchgear.health.live;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;
import io.switchgear.health.Replica;

import static org.assertj.core.api.Assertions.assertThat;

/** Two replicas of this service: one is told, the other one's clients hear it; and one goes away. */
class ReplicasIT {

    private final UUID workspace = UUID.randomUUID();
    private final Replica router = new Replica();

    @Test
    void newsSpreadAndAReplicaThatLeavesSaysSo() {
        Instant now = Instant.now();
        try (var told = new HealthReplica();
                var other = new HealthReplica()) {
            told.post(
                    "/internal/v1/samples",
                    router.sample(
                            now, List.of(Replica.provider(workspace, "a", CircuitState.CLOSED, 1, now)), List.of()));
            var client = LiveClient.of(other.port(), Identities.get().user("health-service", workspace, Role.VIEWER));
            Await.until(() -> assertThat(client.latest("a")).isNotNull());

            told.deliver(router.event(workspace, "a", 2, CircuitState.CLOSED, CircuitState.OPEN, now));
            Await.until(() -> assertThat(
                            client.latest("a").at("/data/circuit/state").asString())
                    .isEqualTo("open"));

            other.close();
            Await.until(() -> assertThat(client.closed()).isNotNull());
            assertThat(client.closed().getCode()).isEqualTo(1001);
            assertThat(client.received().getLast().path("status").asString()).isEqualTo("disconnected");
        }
    }
}
