package io.switchgear.router;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;
import io.switchgear.common.testing.Stores;

/** A whole router-service on the real stores, which can be stopped and started again. */
final class RouterProcess implements AutoCloseable {

    static final String ADMIN = "/api/v1/admin/router";
    private static final Identities IDS = Identities.get();

    private final Path data;
    private final Map<String, Object> settings = new HashMap<>();
    private ConfigurableApplicationContext context;
    private WebTestClient http;

    RouterProcess(FakeSiblings siblings) {
        try {
            data = Files.createTempDirectory("router");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.putAll(Stores.get().properties("routing"));
        settings.putAll(IDS.properties("router-service"));
        settings.put("server.port", "0");
        settings.put("management.server.port", "0");
        settings.put("switchgear.data-dir", data.toString());
        settings.put("switchgear.outbound.allow-private", "true");
        settings.put("switchgear.delivery.max-backoff", "500ms");
        // Tests that are about it turn it on; all others count calls.
        settings.put("switchgear.probe.enabled", "false");
        for (String service : new String[] {"gateway", "health", "query"}) {
            settings.put("switchgear.services." + service, siblings.url());
        }
    }

    RouterProcess with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    Map<String, Object> settings() {
        return settings;
    }

    RouterProcess start() {
        String[] arguments = settings.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        context = SpringApplication.run(RouterApplication.class, arguments);
        http = WebTestClient.bindToServer()
                .baseUrl(url())
                .responseTimeout(Duration.ofSeconds(30))
                .filter(RouterProcess::readToTheEnd)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(64 << 20))
                .build();
        return this;
    }

    /** An answer whose body a test leaves unread would keep its connection. */
    private static Mono<ClientResponse> readToTheEnd(ClientRequest request, ExchangeFunction next) {
        return next.exchange(request)
                .flatMap(response -> response.bodyToMono(byte[].class)
                        .defaultIfEmpty(new byte[0])
                        .map(body -> response.mutate()
                                .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
                                .build()));
    }

    RouterProcess ready() {
        Await.until(() -> http.get().uri("/health").exchange().expectStatus().isOk());
        return this;
    }

    void stop() {
        context.close();
    }

    Path data() {
        return data;
    }

    String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** Sum of all counters of that name. */
    double counter(String name) {
        return context.getBean(MeterRegistry.class).find(name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    WebTestClient http() {
        return http;
    }

    static Consumer<HttpHeaders> as(UUID workspace, Role role) {
        return IDS.user("router-service", workspace, role);
    }

    static Consumer<HttpHeaders> key(UUID workspace) {
        return IDS.apiKey("router-service", workspace, "llm");
    }

    void provider(UUID workspace, String name, FakeProvider provider, String... models) {
        send(workspace, "PUT", ADMIN + "/providers/" + name, """
            {"type":"openai","base_url":"%s","api_key":"sk-%s","models":[%s]}\
            """.formatted(
                        provider.url(), name, models.length == 0 ? "" : "\"" + String.join("\",\"", models) + "\""))
                .expectStatus()
                .is2xxSuccessful();
    }

    WebTestClient.ResponseSpec send(UUID workspace, String method, String path, String body) {
        var request = http.method(org.springframework.http.HttpMethod.valueOf(method))
                .uri(path)
                .headers(as(workspace, Role.ADMIN));
        return (body == null
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body))
                .exchange();
    }

    WebTestClient.ResponseSpec get(UUID workspace, String path) {
        return http.get().uri(path).headers(as(workspace, Role.ADMIN)).exchange();
    }

    void pool(UUID workspace, String name, String document) {
        send(workspace, "PUT", ADMIN + "/load-balancer/pools/" + name, document)
                .expectStatus()
                .is2xxSuccessful();
    }

    WebTestClient.ResponseSpec chat(UUID workspace, String model, boolean stream) {
        return call(
                workspace,
                "/v1/chat/completions",
                "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"x\":[1.50]}"
                        .formatted(model, stream));
    }

    WebTestClient.ResponseSpec call(UUID workspace, String path, String body) {
        return http.post()
                .uri(path)
                .headers(key(workspace))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(body)
                .exchange();
    }

    @Override
    public void close() {
        if (context.isRunning()) {
            context.close();
        }
    }
}
