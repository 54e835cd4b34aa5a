package io.switchgear.query.workload;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;

import io.switchgear.common.testing.Await;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** Services show their replicas where action-engine knows them, and do without where it does not answer. */
class ReplicasIT extends RunningService {

    private static final AtomicInteger STATUS = new AtomicInteger(200);
    private static final DisposableServer ACTION = HttpServer.create()
            .runOn(LoopResources.create("action", 1, true))
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.get("/api/v1/targets", (request, response) -> {
                boolean own = request.requestHeaders().get("X-Switchgear-Token") != null
                        && request.requestHeaders().get("X-Workspace-ID") != null;
                return response.status(own ? STATUS.get() : 401)
                        .header("content-type", "application/json")
                        .sendString(Mono.just("""
                            {"items":[{"service_name":"payment-api","replicas":3,"ready":2,"rollout":"progressing"},
                                      {"service_name":"payment-api","replicas":1,"ready":1}],
                             "next_cursor":null,"clusters":[]}\
                            """));
            }))
            .bindNow(Duration.ofSeconds(10));

    @DynamicPropertySource
    static void actionEngine(DynamicPropertyRegistry registry) {
        registry.add("switchgear.services.action", () -> "http://127.0.0.1:" + ACTION.port());
    }

    @AfterAll
    static void stop() {
        ACTION.disposeNow();
    }

    private void send(String service) {
        send(
                apiKey(),
                Otlp.from(service, Otlp.span(Otlp.traceId(), Otlp.spanId(), null, "GET /", now.minusSeconds(4), 3)));
    }

    /** Of a range never asked for before: an answer that action-engine was too slow for would be cached like any other. */
    private JsonNode services(int attempt) {
        return get("/api/v1/services?from=" + now.minusSeconds(3600L + 60 * attempt) + "&to=" + now.plusSeconds(60))
                .path("items");
    }

    @Test
    void workloadsOfOneNameAddUp() {
        STATUS.set(200);
        send("payment-api");
        send("batch");
        var attempts = new AtomicInteger();
        Await.until(() -> {
            var services = services(attempts.getAndIncrement());
            assertThat(services.size()).isEqualTo(2);
            assertThat(services.path(0).path("replicas").isNull()).isTrue();
            assertThat(services.path(1).path("replicas").path("wanted").intValue())
                    .isEqualTo(4);
            assertThat(services.path(1).path("replicas").path("ready").intValue())
                    .isEqualTo(3);
        });
    }

    @Test
    void withoutActionEngineTheRestIsThere() {
        STATUS.set(503);
        send("payment-api");
        Await.until(() -> {
            var service = get("/api/v1/services?range=1h").path("items").path(0);
            assertThat(service.path("requests").longValue()).isEqualTo(1);
            assertThat(service.path("replicas").isNull()).isTrue();
        });
    }
}
