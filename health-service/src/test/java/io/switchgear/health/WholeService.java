package io.switchgear.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.common.circuit.CircuitEvents;
import io.switchgear.common.circuit.Samples;
import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;
import io.switchgear.common.testing.Stores;

/** The service on a real PostgreSQL and a real Redis, with siblings that answer over HTTP. One for all tests. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "switchgear.history.failures-per-minute=5",
            "switchgear.components.timeout=500ms",
            "switchgear.components.low-space=0B",
            "switchgear.components.no-space=0B"
        })
@AutoConfigureWebTestClient
@Import(WholeService.Time.class)
public abstract class WholeService {

    protected static final Identities IDS = Identities.get();
    protected static final FakeSibling GATEWAY = new FakeSibling();
    protected static final FakeSibling ROUTER = new FakeSibling();
    protected static final FakeSibling QUERY = new FakeSibling();
    protected static final FakeSibling ACTION = new FakeSibling();

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {
        @Bean
        AdjustableClock clock() {
            return new AdjustableClock();
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        Stores.get().properties("health").forEach((name, value) -> registry.add(name, () -> value));
        IDS.properties("health-service").forEach((name, value) -> registry.add(name, () -> value));
        registry.add("switchgear.services.gateway", GATEWAY::url);
        registry.add("switchgear.services.router", ROUTER::url);
        registry.add("switchgear.services.query", QUERY::url);
        registry.add("switchgear.services.action", ACTION::url);
        registry.add("switchgear.data-dir", () -> "target/health-data");
    }

    @Autowired
    private WebTestClient client;

    @Autowired
    protected AdjustableClock clock;

    @Autowired
    protected InstantSource time;

    @Autowired
    protected DatabaseClient database;

    @Autowired
    protected JsonMapper json;

    protected WebTestClient http;
    protected final UUID workspace = UUID.randomUUID();
    protected final Replica replica = new Replica();

    @BeforeEach
    void ready() {
        http = client.mutate().responseTimeout(Duration.ofSeconds(30)).build();
        Await.until(() -> http.get()
                .uri("/api/health/readiness")
                .exchange()
                .expectStatus()
                .isOk());
    }

    protected static Instant minutesAgo(int minutes) {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(minutes));
    }

    protected JsonNode deliver(CircuitEvent... events) {
        return post("/internal/v1/circuit-events", new CircuitEvents(List.of(events)));
    }

    protected JsonNode deliver(Samples samples) {
        return post("/internal/v1/samples", samples);
    }

    /** As the router would; 200 expected. */
    protected JsonNode post(String path, Object body) {
        byte[] answer = http.post()
                .uri(path)
                .headers(IDS.service("router-service", "health-service"))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body instanceof String text ? text : json.writeValueAsString(body))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return json.readTree(answer);
    }

    protected JsonNode get(String path, Object... variables) {
        return getAs(workspace, path, variables);
    }

    /** As a viewer of a workspace; 200 expected. */
    protected JsonNode getAs(UUID member, String path, Object... variables) {
        byte[] answer = call(member, path, variables)
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return json.readTree(answer);
    }

    protected WebTestClient.ResponseSpec call(UUID member, String path, Object... variables) {
        return http.get()
                .uri(path, variables)
                .headers(IDS.user("health-service", member, Role.VIEWER))
                .exchange();
    }

    protected String csv(String path, Object... variables) {
        return new String(
                http.get()
                        .uri(path, variables)
                        .headers(IDS.user("health-service", workspace, Role.VIEWER))
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .contentTypeCompatibleWith("text/csv")
                        .expectBody()
                        .returnResult()
                        .getResponseBody(),
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
