package io.switchgear.gateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** A real HTTP server in place of the services: remembers what it got, and answers as told, by path. */
public final class FakeService {

    private final LinkedBlockingDeque<Received> received = new LinkedBlockingDeque<>();
    private final Map<String, BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>>> answers =
            new ConcurrentHashMap<>();

    /** On threads of its own: an application context that closes takes the shared ones with it. */
    private final DisposableServer server = HttpServer.create()
            .runOn(LoopResources.create("fake-service"))
            .host("127.0.0.1")
            .port(0)
            .handle(this::handle)
            .bindNow();

    /** A request as it arrived; header names in lower case, with every value. */
    public record Received(String method, String uri, Map<String, List<String>> headers, String body) {

        public String header(String name) {
            var values = headers.getOrDefault(name, List.of());
            return values.size() == 1 ? values.getFirst() : values.isEmpty() ? null : values.toString();
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Answers a path from now on; others get an empty JSON object. */
    public void answer(String path, BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> answer) {
        answers.put(path, answer);
    }

    public void forget() {
        received.clear();
        answers.clear();
    }

    public Received next() {
        try {
            Received next = received.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("No request arrived.");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public boolean isUntouched() {
        return received.isEmpty();
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        String path = "/" + request.path();
        var answer = answers.get(path);
        if (answer != null) {
            received.add(received(request, ""));
            return answer.apply(request, response);
        }
        return request.receive()
                .aggregate()
                .asString(StandardCharsets.UTF_8)
                .defaultIfEmpty("")
                .doOnNext(body -> received.add(received(request, body)))
                .then(response.header("content-type", "application/json")
                        .header("x-request-id", "of-the-service")
                        .sendString(Mono.just("{}"))
                        .then());
    }

    private static Received received(HttpServerRequest request, String body) {
        var headers = new TreeMap<String, List<String>>();
        request.requestHeaders()
                .names()
                .forEach(name -> headers.put(
                        name.toLowerCase(Locale.ROOT), request.requestHeaders().getAll(name)));
        return new Received(request.method().name(), request.uri(), headers, body);
    }
}
