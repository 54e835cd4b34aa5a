package io.switchgear.health.live;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.common.circuit.CircuitEvents;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;
import io.switchgear.common.testing.Stores;
import io.switchgear.health.HealthServiceApplication;

/** One of several replicas of this service on the same stores. */
final class HealthReplica implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final WebTestClient http;

    HealthReplica() {
        this(Map.of());
    }

    /** @param more settings of its own */
    HealthReplica(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.putAll(Stores.get().properties("health"));
        settings.putAll(Identities.get().properties("health-service"));
        settings.put("server.port", "0");
        settings.put("management.server.port", "0");
        settings.put("switchgear.data-dir", "target/health-replica");
        // Nothing but a message from the other replica brings news in time.
        settings.put("switchgear.live.refresh", "10m");
        settings.putAll(more);
        context = SpringApplication.run(
                HealthServiceApplication.class,
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        http = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port())
                .build();
        Await.until(() -> http.get()
                .uri("/api/health/readiness")
                .exchange()
                .expectStatus()
                .isOk());
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    void deliver(CircuitEvent... events) {
        post("/internal/v1/circuit-events", new CircuitEvents(java.util.List.of(events)));
    }

    void post(String path, Object body) {
        http.post()
                .uri(path)
                .headers(Identities.get().service("router-service", "health-service"))
                .contentType(org.springframework.http.MediaType.APPLICATION_JSON)
                .bodyValue(context.getBean(tools.jackson.databind.json.JsonMapper.class)
                        .writeValueAsString(body))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Override
    public void close() {
        context.close();
    }
}
