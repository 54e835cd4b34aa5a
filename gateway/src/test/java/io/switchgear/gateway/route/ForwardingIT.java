package io.switchgear.gateway.route;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

import io.switchgear.gateway.RunningGateway;

import static org.assertj.core.api.Assertions.assertThat;

class ForwardingIT extends RunningGateway {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void streamsArriveWhileTheServiceIsStillWriting() {
        var chunks = Sinks.many().unicast().<String>onBackpressureBuffer();
        SERVICES.answer(
                "/v1/chat/completions",
                (request, response) -> request.receive()
                        .then()
                        .thenMany(response.sse().send(chunks.asFlux().map(ForwardingIT::buffer), any -> true)));
        StepVerifier.create(stream(createKey(register(), "llm")))
                .then(() -> chunks.tryEmitNext("data: one\n\n"))
                .expectNext("data: one\n\n")
                .then(() -> chunks.tryEmitNext("data: two\n\n"))
                .expectNext("data: two\n\n")
                .then(chunks::tryEmitComplete)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void aClientThatLeavesCancelsTheServicesWork() throws InterruptedException {
        var cancelled = new CountDownLatch(1);
        SERVICES.answer("/v1/chat/completions", (request, response) -> {
            request.withConnection(connection -> connection.onDispose(cancelled::countDown));
            return response.sse()
                    .send(
                            Flux.concat(Mono.just("data: one\n\n"), Mono.<String>never())
                                    .map(ForwardingIT::buffer),
                            any -> true);
        });
        StepVerifier.create(stream(createKey(register(), "llm")).take(1))
                .expectNext("data: one\n\n")
                .expectComplete()
                .verify(LIMIT);
        assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private Flux<String> stream(String key) {
        return HttpClient.newConnection()
                .headers(headers -> headers.set("authorization", "Bearer " + key))
                .post()
                .uri("http://localhost:" + port + "/v1/chat/completions")
                .send(ByteBufFlux.fromString(Mono.just("{\"stream\":true}")))
                .responseContent()
                .asString();
    }

    private static io.netty.buffer.ByteBuf buffer(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    @Test
    void aServiceThatIsAwayIsNamed() {
        var ada = register();
        SERVICES.answer("/api/v1/targets", (request, response) -> {
            request.withConnection(connection -> connection.channel().close());
            return Mono.never();
        });
        http.get()
                .uri("/api/v1/targets")
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("service_unavailable")
                .jsonPath("$.detail")
                .value(detail -> assertThat(detail.toString()).contains("action-engine"));
    }

    @Test
    void aServiceThatKeepsSilentIsGivenUp() {
        var ada = register();
        SERVICES.answer("/api/v1/targets", (request, response) -> Mono.never());
        http.get()
                .uri("/api/v1/targets")
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("service_timeout");
    }

    @Test
    void statusHeadersAndBodiesPassBothWays() {
        var ada = register();
        SERVICES.answer(
                "/api/v1/policies",
                (request, response) -> response.status(418)
                        .header("etag", "\"7\"")
                        .header("content-type", "application/problem+json")
                        .sendString(Mono.just("{\"code\":\"teapot\"}")));
        http.get()
                .uri("/api/v1/policies")
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isEqualTo(418)
                .expectHeader()
                .valueEquals("etag", "\"7\"")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("teapot");
        SERVICES.forget();
        http.put()
                .uri("/api/v1/policies/x")
                .header("Authorization", ada.bearer())
                .bodyValue("{\"a\":1}")
                .exchange()
                .expectStatus()
                .isOk();
        var received = SERVICES.next();
        assertThat(received.method()).isEqualTo("PUT");
        assertThat(received.body()).isEqualTo("{\"a\":1}");
    }

    /** Around the size up to which a body is passed on whole. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64 << 10, (64 << 10) + 1, 900_000})
    void bodiesOfAnySizePassBothWays(int size) {
        var ada = register();
        String body = "x".repeat(size);
        SERVICES.answer(
                "/api/v1/policies",
                (request, response) -> response.header("content-length", Integer.toString(size))
                        .sendString(request.receive().aggregate().asString()));
        assertThat(post("/api/v1/policies", ada.token(), Flux.just(body.getBytes(StandardCharsets.UTF_8)), size))
                .isEqualTo("200 " + body);
    }

    @Test
    void bodiesOverTheLimitAreRefusedHoweverTheyAreSent() {
        var ada = register();
        String key = createKey(ada, "llm");
        byte[] chunk = new byte[1 << 20];
        assertThat(post("/api/v1/policies", ada.token(), Flux.just(chunk, chunk), -1))
                .startsWith("413");
        assertThat(post("/api/v1/policies", ada.token(), Flux.just(chunk, chunk), 2 << 20))
                .startsWith("413");
        assertThat(post("/api/v1/auth/login", null, Flux.just(chunk, chunk), -1))
                .startsWith("413");
        assertThat(post("/v1/chat/completions", key, Flux.just(chunk).repeat(32), -1))
                .startsWith("413")
                .contains("\"error\"");
        assertThat(post("/v1/chat/completions", key, Flux.just(chunk).repeat(30), -1))
                .startsWith("200");
        assertThat(post(
                        "/v1/traces",
                        createKey(ada, "telemetry"),
                        Flux.just(chunk).repeat(16),
                        -1))
                .startsWith("413");
    }

    /** Status and body; chunked unless a length is given. */
    private String post(String path, String credential, Flux<byte[]> body, long length) {
        return HttpClient.newConnection()
                .headers(headers -> {
                    if (credential != null) {
                        headers.set("authorization", "Bearer " + credential);
                    }
                    headers.set("content-type", "application/json");
                    if (length >= 0) {
                        headers.set("content-length", length);
                    }
                })
                .post()
                .uri("http://localhost:" + port + path)
                .send((request, outbound) -> outbound.send(body.map(Unpooled::wrappedBuffer)))
                .responseSingle((response, content) -> content.asString()
                        .defaultIfEmpty("")
                        .map(text -> response.status().code() + " " + text))
                .block(LIMIT);
    }
}
