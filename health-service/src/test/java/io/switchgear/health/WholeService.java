package io.switchgear.health;

import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.common.circuit.CircuitEvents;
import io.switchgear.common.circuit.Samples;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.IdentityHeaders;
import io.switchgear.common.identity.Role;
import io.switchgear.common.identity.TokenSigner;
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
            "switchgear.components.timeouts.router-service=300ms",
            "switchgear.components.low-space=0B",
            "switchgear.components.no-space=0B",
            "switchgear.live.ping=1s",
            "switchgear.live.slowest=1s",
            "switchgear.webhooks.retries=100ms,200ms",
            "switchgear.webhooks.poll=50ms",
            "switchgear.webhooks.timeout=1s",
            "switchgear.outbound.allow-private=true",
            "switchgear.series.interval=300ms"
        })
@AutoConfigureWebTestClient
@Import(TestTime.class)
public abstract class WholeService {

    protected static final AdjustableClock CLOCK = new AdjustableClock();
    protected static final FakeSibling GATEWAY = new FakeSibling();
    protected static final FakeSibling ROUTER = new FakeSibling();
    protected static final FakeSibling QUERY = new FakeSibling();
    protected static final FakeSibling ACTION = new FakeSibling();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        Stores.get().properties("health").forEach((name, value) -> registry.add(name, () -> value));
        Identities.get().properties("health-service").forEach((name, value) -> registry.add(name, () -> value));
        registry.add("switchgear.services.gateway", GATEWAY::url);
        registry.add("switchgear.services.router", ROUTER::url);
        registry.add("switchgear.services.query", QUERY::url);
        registry.add("switchgear.services.action", ACTION::url);
        registry.add("switchgear.data-dir", () -> "target/health-data");
    }

    @Autowired
    private WebTestClient client;

    @Autowired
    protected DatabaseClient database;

    @Autowired
    protected JsonMapper json;

    protected WebTestClient http;
    protected final UUID workspace = UUID.randomUUID();
    protected final Replica replica = new Replica();

    @BeforeEach
    void ready() {
        http = client.mutate()
                .responseTimeout(Duration.ofSeconds(30))
                .filter((request, next) -> next.exchange(request).flatMap(WholeService::consumed))
                .build();
        Await.until(() -> http.get()
                .uri("/api/health/readiness")
                .exchange()
                .expectStatus()
                .isOk());
    }

    protected static Instant minutesAgo(int minutes) {
        return CLOCK.instant().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(minutes));
    }

    protected JsonNode deliver(CircuitEvent... events) {
        return post("/internal/v1/circuit-events", new CircuitEvents(List.of(events)));
    }

    protected JsonNode deliver(Samples samples) {
        return post("/internal/v1/samples", samples);
    }

    /** A body that no test reads would keep its connection. */
    private static Mono<ClientResponse> consumed(ClientResponse response) {
        return response.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(body -> response.mutate()
                        .body(unread -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
                        .build());
    }

    /** Headers of a call that the gateway forwards for a member. */
    protected static Consumer<HttpHeaders> user(UUID member, Role role) {
        return caller("gateway", "health-service", Caller.user("gateway", member, member, role, "user@example.com"));
    }

    /** Headers of a call that a sibling makes for itself. */
    protected static Consumer<HttpHeaders> service(String issuer) {
        return caller(issuer, "health-service", Caller.service(issuer));
    }

    /** Headers of a call signed with a service's key, by the clock of the tests. */
    protected static Consumer<HttpHeaders> caller(String issuer, String audience, Caller caller) {
        var key = (ECPrivateKey) Identities.get().keys(issuer).getPrivate();
        var token = new TokenSigner(issuer, key, Duration.ofSeconds(60), CLOCK).sign(caller, audience);
        return headers -> {
            headers.set(IdentityHeaders.TOKEN, token);
            if (caller.workspace() != null) {
                headers.set(IdentityHeaders.WORKSPACE, caller.workspace().toString());
            }
        };
    }

    /** As the router would; 200 expected. */
    protected JsonNode post(String path, Object body) {
        byte[] answer = http.post()
                .uri(path)
                .headers(service("router-service"))
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
                .headers(user(member, Role.VIEWER))
                .exchange();
    }

    protected String csv(String path, Object... variables) {
        return new String(
                http.get()
                        .uri(path, variables)
                        .headers(user(workspace, Role.VIEWER))
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
