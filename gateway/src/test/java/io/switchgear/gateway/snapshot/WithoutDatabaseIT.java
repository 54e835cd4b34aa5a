package io.switchgear.gateway.snapshot;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.switchgear.common.testing.Await;
import io.switchgear.gateway.GatewayApplication;
import io.switchgear.gateway.RunningGateway;

import static org.assertj.core.api.Assertions.assertThat;

/** A gateway that starts while PostgreSQL is away. */
class WithoutDatabaseIT extends RunningGateway {

    @Test
    void startsFromItsSnapshot() throws IOException {
        var ada = register();
        String key = createKey(ada, "llm");
        Path folder = temporaryFolder();
        try (var first = start(folder, Map.of())) {
            var http = client(first);
            Await.until(() -> models(http, key).expectStatus().isOk());
            Await.until(() -> assertThat(folder).isDirectoryContaining("glob:**/*.snapshot"));
            Await.until(
                    () -> assertThat(folder.resolve("signing-keys.snapshot")).exists());
            Await.until(() -> assertThat(folder.resolve("api-keys.snapshot")).exists());
        }
        assertThat(Files.getPosixFilePermissions(folder.resolve("api-keys.snapshot")))
                .hasSize(2);
        assertThat(new String(
                        Files.readAllBytes(folder.resolve("api-keys.snapshot")),
                        java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(ada.workspace().toString());
        try (var second = start(folder, databaseAway())) {
            var http = client(second);
            Await.until(() -> models(http, key).expectStatus().isOk());
            models(http, ada.token()).expectStatus().isOk();
            Await.until(() -> http.get()
                    .uri("/api/health/readiness")
                    .exchange()
                    .expectStatus()
                    .isOk());
            // Younger than the snapshot, for all that is known.
            models(http, createKey(ada, "llm")).expectStatus().isEqualTo(503);
            models(http, "sg-wrong").expectStatus().isUnauthorized();
            http.post()
                    .uri("/api/v1/auth/login")
                    .bodyValue(Map.of("email", ada.email(), "password", PASSWORD))
                    .exchange()
                    .expectStatus()
                    .isEqualTo(503)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("database_unavailable");
        }
    }

    @Test
    void withoutASnapshotNobodyIsToldThatTheirKeyIsWrong() throws IOException {
        var ada = register();
        try (var blind = start(temporaryFolder(), databaseAway())) {
            var http = client(blind);
            models(http, createKey(ada, "llm"))
                    .expectStatus()
                    .isEqualTo(503)
                    .expectHeader()
                    .exists("Retry-After");
            models(http, ada.token()).expectStatus().isEqualTo(503);
            http.get().uri("/api/health/liveness").exchange().expectStatus().isOk();
            http.get().uri("/api/health/readiness").exchange().expectStatus().isEqualTo(503);
        }
    }

    private static Map<String, String> databaseAway() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return Map.of("switchgear.database.port", Integer.toString(socket.getLocalPort()));
        }
    }

    private static ConfigurableApplicationContext start(Path folder, Map<String, String> changes) {
        var settings = new HashMap<String, String>();
        settings.putAll(io.switchgear.common.testing.Stores.get().properties("identity"));
        settings.putAll(IDS.properties("gateway"));
        settings.put("switchgear.services.router", SERVICES.url());
        settings.put("switchgear.data-dir", folder.toString());
        settings.put("server.port", "0");
        settings.put("management.server.port", "0");
        settings.putAll(changes);
        return new SpringApplicationBuilder(GatewayApplication.class)
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    private static WebTestClient client(ConfigurableApplicationContext context) {
        return client(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    private static WebTestClient.ResponseSpec models(WebTestClient http, String credential) {
        return http.get()
                .uri("/v1/models")
                .header("Authorization", "Bearer " + credential)
                .exchange();
    }
}
