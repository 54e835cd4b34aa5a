package io.switchgear.health.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.Samples.ProviderSample;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.health.Replica;
import io.switchgear.health.WholeService;

import static org.assertj.core.api.Assertions.assertThat;

class LiveIT extends WholeService {

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry meters;

    @Test
    void saysThatItIsConnectedAndThenHowEachServiceIs() {
        provider("a", CircuitState.CLOSED, 1);
        provider("a", CircuitState.CLOSED, 1, "b");
        try (var client = LiveClient.of(port, member(), "?reconnectAttempts=2", true)) {
            Await.until(() -> assertThat(client.received("service:update")).hasSize(2));

            JsonNode first = client.received().getFirst();
            assertThat(first.path("type").asString()).isEqualTo("connection:status");
            assertThat(first.path("status").asString()).isEqualTo("connected");
            assertThat(first.path("timestamp").asString()).endsWith("Z");
            assertThat(first.path("reconnectAttempts").asInt()).isEqualTo(2);
            assertThat(client.latest("a").toString())
                    .isEqualTo("{\"type\":\"service:update\",\"service\":\"a\",\"data\":{\"status\":\"healthy\","
                            + "\"circuit\":{\"state\":\"closed\",\"failureCount\":4,\"lastFailure\":null,"
                            + "\"recoveryAttempts\":1},"
                            + "\"operations\":{\"total\":20,\"successful\":16,\"failed\":4}}}");
        }
    }

    @Test
    void aTransitionReachesTheClientsOfItsWorkspaceOnly() {
        provider("a", CircuitState.CLOSED, 1);
        try (var client = LiveClient.of(port, member());
                var stranger = LiveClient.of(port, user(UUID.randomUUID(), Role.VIEWER))) {
            Await.until(() -> assertThat(client.latest("a")).isNotNull());
            stranger.connected();

            deliver(replica.event(workspace, "a", 2, CircuitState.CLOSED, CircuitState.OPEN, minutesAgo(0)));

            Await.until(() -> {
                JsonNode data = client.latest("a").path("data");
                assertThat(data.at("/status").asString()).isEqualTo("failed");
                assertThat(data.at("/circuit/state").asString()).isEqualTo("open");
            });
            assertThat(client.received("service:update")).hasSize(2);
            assertThat(stranger.received("service:update")).isEmpty();
        }
    }

    @Test
    void manyChangesWithinABatchAreOneUpdate() {
        provider("a", CircuitState.CLOSED, 1);
        try (var client = LiveClient.of(port, member())) {
            Await.until(() -> assertThat(client.latest("a")).isNotNull());
            var events = IntStream.rangeClosed(2, 201)
                    .mapToObj(version -> replica.event(
                            workspace,
                            "a",
                            version,
                            version % 2 == 0 ? CircuitState.CLOSED : CircuitState.OPEN,
                            version % 2 == 0 ? CircuitState.OPEN : CircuitState.CLOSED,
                            minutesAgo(1).plusMillis(version)))
                    .toArray(io.switchgear.common.circuit.CircuitEvent[]::new);
            deliver(events);
            deliver(replica.event(workspace, "a", 202, CircuitState.CLOSED, CircuitState.OPEN, minutesAgo(0)));
            Await.until(() -> assertThat(
                            client.latest("a").at("/data/circuit/state").asString())
                    .isEqualTo("open"));
            assertThat(client.received("service:update")).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void heartbeatsGoBothWays() {
        try (var client = LiveClient.of(port, member()).connected()) {
            client.say("{\"type\":\"ping\",\"timestamp\":1234}");
            client.say("nonsense");
            client.say("{\"type\":\"of a later version\",\"timestamp\":1}");

            Await.until(() -> assertThat(client.received("pong"))
                    .extracting(Object::toString)
                    .containsExactly("{\"type\":\"pong\",\"timestamp\":1234}"));
            // More pings than a silent client would live through.
            Await.until(() -> assertThat(client.received("ping")).hasSizeGreaterThan(4));
            assertThat(client.received("ping").getLast().path("timestamp").isIntegralNumber())
                    .isTrue();
            assertThat(client.closed()).isNull();
            assertThat(meters.timer("switchgear.live.round.trip").count()).isPositive();
        }
    }

    @Test
    void aClientThatMissesThreePingsIsClosed() {
        try (var client = LiveClient.of(port, member(), "", false).connected()) {
            Await.until(() -> assertThat(client.closed()).isNotNull());
            assertThat(client.closed().getCode()).isEqualTo(1008);
            assertThat(client.received("ping")).hasSize(3);
        }
    }

    @Test
    void aClientThatDoesNotReadIsCutOffAndHoldsNobodyUp() throws Exception {
        double before = slow();
        try (var client = LiveClient.of(port, member());
                var deaf = new DeafClient(port, member())) {
            Await.until(() -> {
                manyProviders();
                try {
                    deaf.pong();
                } catch (java.io.IOException cutOff) {
                    // As it should be.
                }
                assertThat(slow()).isGreaterThan(before);
            });
            assertThat(client.closed()).isNull();
            int known = client.received("service:update").size();
            manyProviders();
            Await.until(() -> assertThat(client.received("service:update")).hasSizeGreaterThan(known));
        }
    }

    @Test
    void onlyMembersMayListen() {
        try (var nobody = LiveClient.of(port, headers -> {});
                var key = LiveClient.of(port, key())) {
            Await.until(() -> {
                assertThat(nobody.failure()).hasMessageContaining("401");
                assertThat(key.failure()).hasMessageContaining("403");
            });
        }
    }

    @Test
    void manyClientsGetEachTransition() {
        provider("a", CircuitState.CLOSED, 1);
        var clients = new ArrayList<LiveClient>();
        try {
            for (int i = 0; i < 250; i++) {
                clients.add(LiveClient.of(port, member()));
            }
            clients.forEach(
                    client -> Await.until(() -> assertThat(client.latest("a")).isNotNull()));
            assertThat(meters.get("switchgear.live.connections").gauge().value())
                    .isGreaterThanOrEqualTo(250);

            deliver(replica.event(workspace, "a", 2, CircuitState.CLOSED, CircuitState.OPEN, minutesAgo(0)));

            clients.forEach(client -> Await.until(() -> assertThat(
                            client.latest("a").at("/data/circuit/state").asString())
                    .isEqualTo("open")));
        } finally {
            clients.forEach(LiveClient::close);
        }
        Await.until(() -> assertThat(
                        meters.get("switchgear.live.connections").gauge().value())
                .isZero());
    }

    private Consumer<HttpHeaders> member() {
        return user(workspace, Role.VIEWER);
    }

    private Consumer<HttpHeaders> key() {
        return caller(
                "gateway", "health-service", Caller.apiKey("gateway", UUID.randomUUID(), workspace, Set.of("llm")));
    }

    private void provider(String name, CircuitState state, long version, String... others) {
        var providers = new ArrayList<ProviderSample>();
        providers.add(Replica.provider(workspace, name, state, version, minutesAgo(10)));
        for (String other : others) {
            providers.add(Replica.provider(workspace, other, state, version, minutesAgo(10)));
        }
        deliver(replica.sample(minutesAgo(1), providers, List.of()));
    }

    private long version;

    /** About 300 kB of updates. */
    private void manyProviders() {
        version++;
        var state = version % 2 == 0 ? CircuitState.OPEN : CircuitState.CLOSED;
        deliver(replica.sample(
                minutesAgo(1),
                IntStream.range(0, 700)
                        .mapToObj(i ->
                                Replica.provider(workspace, i + "-" + "x".repeat(240), state, version, minutesAgo(10)))
                        .toList(),
                List.of()));
    }

    private double slow() {
        return meters.counter("switchgear.live.closed", "reason", "slow").count();
    }
}
