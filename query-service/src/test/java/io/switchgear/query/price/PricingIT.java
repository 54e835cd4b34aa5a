package io.switchgear.query.price;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import io.switchgear.common.identity.IdentityHeaders;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Stores;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.QueryProcess;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** Customers' own spans are priced by the router's book; the router's are stamped already. */
class PricingIT extends RunningService {

    private static final AtomicReference<String> BOOK = new AtomicReference<>(book("book-1", 1));
    private static final DisposableServer ROUTER = HttpServer.create()
            .runOn(LoopResources.create("router", 1, true))
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.get("/internal/v1/prices", (request, response) -> {
                String tag = "\"" + BOOK.get().hashCode() + "\"";
                if (request.requestHeaders().get("X-Switchgear-Token") == null) {
                    return response.status(401).send();
                }
                if (tag.equals(request.requestHeaders().get("If-None-Match"))) {
                    return response.status(304).send();
                }
                return response.header("content-type", "application/json")
                        .header("etag", tag)
                        .sendString(Mono.fromSupplier(BOOK::get));
            }))
            .bindNow(Duration.ofSeconds(10));

    @Autowired
    private PriceBook prices;

    private static String book(String version, int usd) {
        return """
            {"unit":"usd_per_million_tokens","book":{"version":"%s","models":{"gpt-4o":{"input":%d,"output":10}}},
             "workspaces":[]}\
            """.formatted(version, usd);
    }

    @DynamicPropertySource
    static void router(DynamicPropertyRegistry registry) {
        registry.add("switchgear.services.router", () -> "http://127.0.0.1:" + ROUTER.port());
    }

    @AfterAll
    static void stop() {
        ROUTER.disposeNow();
    }

    private void call(Instant at, String service) {
        send(apiKey(), own(service, at));
    }

    private static ExportTraceServiceRequest own(String service, Instant at) {
        return Otlp.from(
                service,
                Otlp.span(
                        Otlp.traceId(),
                        Otlp.spanId(),
                        null,
                        "chat gpt-4o",
                        at,
                        20,
                        "gen_ai.operation.name",
                        "chat",
                        "gen_ai.request.model",
                        "gpt-4o",
                        "gen_ai.response.model",
                        "gpt-4o-2024-08-06",
                        "gen_ai.usage.input_tokens",
                        1000,
                        "gen_ai.usage.output_tokens",
                        100));
    }

    private WebTestClient.ResponseSpec recompute(String body) {
        return http.post()
                .uri("/internal/v1/prices/recompute")
                .headers(router())
                .header(
                        IdentityHeaders.TOKEN,
                        IDS.token(
                                "router-service",
                                "query-service",
                                io.switchgear.common.identity.Caller.service("router-service")
                                        .in(workspace)))
                .headers(headers -> {
                    var tokens = headers.get(IdentityHeaders.TOKEN);
                    headers.set(IdentityHeaders.TOKEN, tokens.getLast());
                    headers.set(IdentityHeaders.WORKSPACE, workspace.toString());
                })
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private double cost() {
        return get("/api/v1/costs?range=7d&group_by=model")
                .path("total_cost_usd")
                .doubleValue();
    }

    private long raw() {
        return count("select coalesce(sum(cost_nano_usd), 0)::bigint from spans where workspace_id = :workspace");
    }

    @Test
    void customersSpansCostWhatTheBookSaysAndAreReckonedAgainOnRequest() {
        BOOK.set(book("book-1", 1));
        prices.refresh().block();
        call(now.minus(Duration.ofDays(3)), "old");
        call(now.minusSeconds(30), "new");
        call(now.minusSeconds(20), "new");
        send(
                router(),
                Otlp.fromRouter(
                        workspace, Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minusSeconds(10), 10)));
        // 1,000 in and 100 out: 0.002 USD each; the router stamped 0.0015.
        Await.until(() -> assertThat(cost()).isEqualTo(0.0075));
        assertThat(count("select count(*) from spans where workspace_id = :workspace and price_version = 'book-1'"))
                .isEqualTo(3);

        BOOK.set(book("book-2", 5));
        recompute("{\"from\":\"" + now.minus(Duration.ofDays(1)) + "\"}")
                .expectStatus()
                .isEqualTo(202);
        // 0.006 for the two of today.
        Await.until(() -> assertThat(raw()).isEqualTo(2_000_000 + 2 * 6_000_000 + 1_500_000));
        Await.until(() -> assertThat(cost()).isEqualTo(0.0155));
        assertThat(count("select sum(cost_nano_usd)::bigint from traces where workspace_id = :workspace"))
                .isEqualTo(15_500_000);
        assertThat(count("select count(*) from spans where workspace_id = :workspace and price_version = 'book-2'"))
                .isEqualTo(2);

        recompute("{}").expectStatus().isEqualTo(202);
        Await.until(() -> assertThat(cost()).isEqualTo(0.0195));
        Await.until(() -> assertThat(count("select count(*) from repricing where workspace_id = :workspace"))
                .isZero());
        // Once more changes nothing.
        recompute("").expectStatus().isEqualTo(202);
        Await.until(() -> assertThat(count("select count(*) from repricing where workspace_id = :workspace"))
                .isZero());
        assertThat(cost()).isEqualTo(0.0195);
        assertThat(raw()).isEqualTo(19_500_000);
    }

    @Test
    void onlyTheRouterAsksAndOnlyForSensibleRanges() {
        http.post()
                .uri("/internal/v1/prices/recompute")
                .headers(viewer())
                .exchange()
                .expectStatus()
                .isForbidden();
        recompute("{\"from\":\"2026-11-02T00:00:00Z\",\"to\":\"2026-11-01T00:00:00Z\"}")
                .expectStatus()
                .isEqualTo(422);
        recompute("{\"from\":\"yesterday\"}").expectStatus().isEqualTo(422);
    }

    /** The book is kept: a start while the router is away prices by it. */
    @Test
    void aStartWithoutTheRouterPricesByTheBookThatWasKept() throws Exception {
        BOOK.set(book("book-kept", 3));
        prices.refresh().block();
        var settings = new HashMap<>(Stores.get().properties("telemetry"));
        settings.put("switchgear.services.router", "http://127.0.0.1:1");
        try (var service = new QueryProcess(settings).start();
                var client = HttpClient.newHttpClient()) {
            var headers = new HttpHeaders();
            apiKey().accept(headers);
            var request = HttpRequest.newBuilder(URI.create(service.url() + "/v1/traces"))
                    .header("Content-Type", "application/x-protobuf")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                            own("app", now.minusSeconds(9)).toByteArray()));
            headers.forEach((name, values) -> request.header(name, values.getFirst()));
            Await.until(() -> assertThat(status(client, request.build())).isEqualTo(200));
        }
        assertThat(raw()).isEqualTo(4_000_000);
        assertThat(count("select count(*) from spans where workspace_id = :workspace and price_version = 'book-kept'"))
                .isEqualTo(1);
    }

    private static int status(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A sender's own claim is believed where the book knows nothing. */
    @Test
    void aClaimedCostIsSecondToTheBook() {
        BOOK.set(book("book-1", 1));
        prices.refresh().block();
        for (String model : new String[] {"gpt-4o", "house-model"}) {
            send(
                    apiKey(),
                    Otlp.from(
                            "app",
                            Otlp.span(
                                    Otlp.traceId(),
                                    Otlp.spanId(),
                                    null,
                                    "chat",
                                    now.minusSeconds(5),
                                    20,
                                    "openinference.span.kind",
                                    "LLM",
                                    "llm.model_name",
                                    model,
                                    "llm.token_count.prompt",
                                    1000,
                                    "llm.cost.total",
                                    0.5)));
        }
        assertThat(raw()).isEqualTo(501_000_000);
    }

    @Test
    void otherWorkspacesAreLeftAlone() {
        assertThat(get(viewer(UUID.randomUUID()), "/api/v1/costs").path("items").isEmpty())
                .isTrue();
    }
}
