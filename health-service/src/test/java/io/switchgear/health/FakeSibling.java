package io.switchgear.health;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Another service's readiness probe, over real HTTP, that can be told how to behave. */
public final class FakeSibling {

    /** How it answers. */
    public enum Mood {
        READY,
        NOT_READY,
        SILENT
    }

    private final AtomicInteger asked = new AtomicInteger();
    private final DisposableServer server;
    private final List<String> metrics = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.READY;

    public FakeSibling() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.post(
                                "/v1/metrics",
                                (request, response) -> request.receive()
                                        .aggregate()
                                        .asString()
                                        .doOnNext(metrics::add)
                                        .then(response.header("content-type", "application/json")
                                                .sendString(Mono.just("{}"))
                                                .then()))
                        .get("/api/health/readiness", (request, response) -> {
                            asked.incrementAndGet();
                            return switch (mood) {
                                case READY ->
                                    response.header("content-type", "application/json")
                                            .sendString(
                                                    Mono.just(
                                                            "{\"status\":\"up\",\"version\":\"9.9\",\"checks\":{\"schema\":true}}"));
                                case NOT_READY ->
                                    response.status(503)
                                            .header("content-type", "application/json")
                                            .sendString(
                                                    Mono.just(
                                                            "{\"status\":\"down\",\"version\":\"9.9\",\"checks\":{\"schema\":false}}"));
                                case SILENT -> Mono.never();
                            };
                        }))
                .bindNow();
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    public void mood(Mood next) {
        mood = next;
    }

    /** Bodies of what was sent to {@code /v1/metrics}. */
    public List<String> metrics() {
        return metrics;
    }

    public int asked() {
        return asked.get();
    }
}
