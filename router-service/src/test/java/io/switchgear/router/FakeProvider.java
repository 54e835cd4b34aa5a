package io.switchgear.router;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.Unpooled;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** An OpenAI-compatible provider that does as it is told, and remembers what it was asked. */
final class FakeProvider implements AutoCloseable {

    /** How it answers. */
    interface Conduct {
        Publisher<Void> answer(String body, HttpServerResponse response);
    }

    private final String name;
    private final DisposableServer server;
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<Instant> times = new CopyOnWriteArrayList<>();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int metadata = 200;
    private volatile Conduct conduct;

    FakeProvider(String name) {
        this.name = name;
        this.conduct = this::healthy;
        this.server = HttpServer.create()
                // Its own threads: a Spring context that closes takes the shared ones with it.
                .runOn(LoopResources.create("fake", 1, true))
                .host("127.0.0.1")
                .port(0)
                .handle(this::handle)
                .bindNow(Duration.ofSeconds(10));
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        if (request.path().endsWith("models")) {
            asked.incrementAndGet();
            return response.status(metadata)
                    .header("content-type", "application/json")
                    .sendString(Mono.just("{\"data\":[]}"));
        }
        request.withConnection(connection -> connection.onDispose(cancelled::incrementAndGet));
        return request.receive()
                .aggregate()
                .asString()
                .defaultIfEmpty("")
                .flatMapMany(body -> {
                    times.add(Instant.now());
                    bodies.add(body);
                    authorizations.add(String.valueOf(request.requestHeaders().get("authorization")));
                    return conduct.answer(body, response);
                })
                .then();
    }

    String url() {
        return "http://127.0.0.1:" + server.port() + "/v1";
    }

    List<String> bodies() {
        return bodies;
    }

    List<String> authorizations() {
        return authorizations;
    }

    int closedConnections() {
        return cancelled.get();
    }

    /** How the list of models is answered. */
    void metadata(int status) {
        this.metadata = status;
    }

    /** How often it was asked for. */
    int metadataCalls() {
        return asked.get();
    }

    void conduct(Conduct replacement) {
        this.conduct = replacement;
    }

    /** Does so this often, then is healthy again. */
    void conduct(int times, Conduct replacement) {
        var left = new AtomicInteger(times);
        this.conduct = (body, response) ->
                left.getAndDecrement() > 0 ? replacement.answer(body, response) : healthy(body, response);
    }

    /** When requests came. */
    List<Instant> times() {
        return times;
    }

    void healthy() {
        this.conduct = this::healthy;
    }

    private Publisher<Void> healthy(String body, HttpServerResponse response) {
        return body.contains("\"stream\":true")
                ? stream(
                        response,
                        chunk("role", "assistant"),
                        chunk("content", "Hello"),
                        chunk("content", " there"),
                        finish(),
                        usage(),
                        "[DONE]")
                : json(response, completion());
    }

    static Publisher<Void> status(HttpServerResponse response, int status, String code) {
        return json(
                response.status(status),
                "{\"error\":{\"message\":\"told to\",\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}"
                        .formatted(code, code));
    }

    static Publisher<Void> json(HttpServerResponse response, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return response.header("content-type", "application/json")
                .header("content-length", Integer.toString(bytes.length))
                .sendByteArray(Mono.just(bytes));
    }

    static Publisher<Void> stream(HttpServerResponse response, String... data) {
        return events(response, Flux.fromArray(data).map(piece -> "data: " + piece + "\n\n"));
    }

    /** Hangs up before there is any header. */
    static Publisher<Void> reset(HttpServerResponse response) {
        response.withConnection(connection -> connection.channel().close());
        return Mono.never();
    }

    /** Sends the pieces, then nothing more. */
    static Publisher<Void> stall(HttpServerResponse response, String... data) {
        return events(
                response,
                Flux.fromArray(data).map(piece -> "data: " + piece + "\n\n").concatWith(Flux.never()));
    }

    /** Sends the pieces, then breaks the connection. */
    static Publisher<Void> cut(HttpServerResponse response, String... data) {
        return events(
                response,
                Flux.fromArray(data)
                        .map(piece -> "data: " + piece + "\n\n")
                        .concatWith(
                                Mono.delay(Duration.ofMillis(100)).then(Mono.error(new IllegalStateException("cut")))));
    }

    static Publisher<Void> events(HttpServerResponse response, Flux<String> text) {
        return response.header("content-type", "text/event-stream")
                .send(text.map(piece -> Unpooled.copiedBuffer(piece, StandardCharsets.UTF_8)), buffer -> true);
    }

    String completion() {
        return """
            {"id":"cmpl-1","object":"chat.completion","created":1,"model":"%s","choices":[{"index":0,"message":{"role":\
            "assistant","content":"from %s"},"finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":5,\
            "total_tokens":17,"prompt_tokens_details":{"cached_tokens":4}},"unknown_field":{"kept":true}}\
            """.formatted(name, name);
    }

    String chunk(String field, String text) {
        return """
            {"id":"cmpl-1","object":"chat.completion.chunk","created":1,"model":"%s","choices":[{"index":0,"delta":{"%s":"%s"},\
            "finish_reason":null}]}\
            """.formatted(name, field, text);
    }

    String finish() {
        return """
            {"id":"cmpl-1","object":"chat.completion.chunk","created":1,"model":"%s","choices":[{"index":0,"delta":{},\
            "finish_reason":"stop"}]}\
            """.formatted(name);
    }

    String usage() {
        return """
            {"id":"cmpl-1","object":"chat.completion.chunk","created":1,"model":"%s","choices":[],"usage":{"prompt_tokens":12,\
            "completion_tokens":2,"total_tokens":14}}\
            """.formatted(name);
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
