package io.switchgear.health.webhook;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** Somebody's endpoint, over real HTTP: remembers what it got, and answers as told, with 204 at last. */
final class FakeReceiver implements AutoCloseable {

    record Received(String id, String timestamp, String signature, String body) {}

    final List<Received> received = new CopyOnWriteArrayList<>();
    final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    volatile String redirect = "";

    private final DisposableServer server = HttpServer.create()
            .runOn(LoopResources.create("fake-receiver"))
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) -> request.receive()
                    .aggregate()
                    .asString(StandardCharsets.UTF_8)
                    .flatMap(body -> {
                        received.add(new Received(
                                request.requestHeaders().get("webhook-id"),
                                request.requestHeaders().get("webhook-timestamp"),
                                request.requestHeaders().get("webhook-signature"),
                                body));
                        Integer next = answers.poll();
                        if (next != null && next == 0) {
                            return Mono.never();
                        }
                        return response.status(next == null ? 204 : next)
                                .header("location", redirect)
                                .send()
                                .then();
                    }))
            .bindNow();

    String url() {
        return "http://127.0.0.1:" + server.port() + "/hook?from=switchgear";
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
