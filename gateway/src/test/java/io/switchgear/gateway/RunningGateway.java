package io.switchgear.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;
import io.switchgear.common.testing.Stores;

/** The whole gateway on real stores, with one fake in place of all services; shared by the tests that extend this. */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "switchgear.registration=open",
            "switchgear.cors.allowed-origins=https://allowed.example",
            "switchgear.routes.timeout=2s"
        })
public abstract class RunningGateway {

    protected static final Identities IDS = Identities.get();
    protected static final FakeService SERVICES = new FakeService();
    protected static final String PASSWORD = "a quite long pass phrase";

    @LocalServerPort
    protected int port;

    @Autowired
    protected DatabaseClient database;

    protected WebTestClient http;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        Stores.get().properties("identity").forEach((name, value) -> registry.add(name, () -> value));
        IDS.properties("gateway").forEach((name, value) -> registry.add(name, () -> value));
        for (String service : List.of("router", "health", "query", "action")) {
            registry.add("switchgear.services." + service, SERVICES::url);
        }
        Path folder = temporaryFolder();
        registry.add("switchgear.data-dir", folder::toString);
    }

    protected static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("gateway");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void connect() {
        http = client(port);
        Await.until(() -> http.get()
                .uri("/api/health/readiness")
                .exchange()
                .expectStatus()
                .isOk());
        SERVICES.forget();
    }

    protected static WebTestClient client(int port) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    /** Somebody who has just registered. */
    protected record Member(String email, String token, UUID user, UUID workspace, String cookie) {

        public String bearer() {
            return "Bearer " + token;
        }
    }

    protected Member register() {
        return register(UUID.randomUUID() + "@example.com");
    }

    protected Member register(String email) {
        var result = http.post()
                .uri("/api/v1/auth/register")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(
                        Map.of("email", email, "password", PASSWORD, "full_name", "Ada", "workspace_name", "Engines"))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(Map.class)
                .returnResult();
        return member(email, result);
    }

    @SuppressWarnings("unchecked")
    protected static Member member(String email, EntityExchangeResult<Map> result) {
        Map<String, Object> body = result.getResponseBody();
        return new Member(
                email,
                (String) body.get("access_token"),
                UUID.fromString(((Map<String, String>) body.get("user")).get("id")),
                UUID.fromString(((Map<String, String>) body.get("workspace")).get("id")),
                cookie(result.getResponseHeaders()));
    }

    /** The refresh cookie's value. */
    protected static String cookie(HttpHeaders headers) {
        String set = headers.getFirst(HttpHeaders.SET_COOKIE);
        return set == null ? null : set.replaceFirst("^[^=]+=", "").replaceFirst(";.*", "");
    }

    protected String createKey(Member member, String... scopes) {
        return (String) newKey(member, scopes).get("key");
    }

    @SuppressWarnings("unchecked")
    protected Map<String, Object> newKey(Member member, String... scopes) {
        return http.post()
                .uri("/api/v1/api-keys")
                .header("Authorization", member.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("name", "key " + UUID.randomUUID(), "scopes", scopes))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
    }
}
