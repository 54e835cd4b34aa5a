package io.switchgear.router;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** Answers whatever it is asked with given bytes, cut at odd places, and remembers what it was asked. */
final class WireProvider implements AutoCloseable {

    private static final int SLICE = 37;

    private final DisposableServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Answer answer = new Answer(200, "application/json", "{}".getBytes(), List.of());

    /** What it was asked. */
    record Asked(String method, String uri, HttpHeaders headers, String body) {}

    /** What it answers; headers as name, value, name, value … */
    record Answer(int status, String contentType, byte[] body, List<String> headers) {}

    WireProvider() {
        this.server = HttpServer.create()
                .runOn(LoopResources.create("wire", 1, true))
                .host("127.0.0.1")
                .port(0)
                .handle(this::handle)
                .bindNow(Duration.ofSeconds(10));
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asString()
                .defaultIfEmpty("")
                .flatMapMany(body -> {
                    asked.add(new Asked(
                            request.method().name(),
                            request.uri(),
                            request.requestHeaders().copy(),
                            body));
                    Answer given = answer;
                    for (int i = 0; i < given.headers().size(); i += 2) {
                        response.header(given.headers().get(i), given.headers().get(i + 1));
                    }
                    return response.status(given.status())
                            .header("content-type", given.contentType())
                            .send(Flux.fromIterable(slices(given.body())).map(Unpooled::wrappedBuffer), buffer -> true);
                })
                .then();
    }

    private static List<byte[]> slices(byte[] body) {
        return java.util.stream.IntStream.range(0, (body.length + SLICE - 1) / SLICE)
                .mapToObj(i -> Arrays.copyOfRange(body, i * SLICE, Math.min(body.length, (i + 1) * SLICE)))
                .toList();
    }

    void answer(int status, String contentType, byte[] body, String... headers) {
        answer = new Answer(status, contentType, body, List.of(headers));
    }

    Asked last() {
        return asked.getLast();
    }

    int calls() {
        return asked.size();
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
