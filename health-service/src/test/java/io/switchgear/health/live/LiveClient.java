package io.switchgear.health.live;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.testing.Await;

/** A console's WebSocket. Answers pings unless told not to. */
public final class LiveClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ReactorNettyWebSocketClient CLIENT =
            new ReactorNettyWebSocketClient(HttpClient.newConnection());

    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final Sinks.Many<String> toSend = Sinks.many().unicast().onBackpressureBuffer();
    private final Disposable connection;
    private volatile CloseStatus closed;
    private volatile Throwable failure;

    private LiveClient(String url, HttpHeaders headers, boolean answering) {
        connection = CLIENT.execute(URI.create(url), headers, session -> {
                    session.closeStatus().subscribe(status -> closed = status);
                    Flux<String> answers = session.receive()
                            .map(WebSocketMessage::getPayloadAsText)
                            .map(JSON::readTree)
                            .doOnNext(received::add)
                            .filter(message ->
                                    answering && message.path("type").asString().equals("ping"))
                            .map(ping -> "{\"type\":\"pong\",\"timestamp\":"
                                    + ping.path("timestamp").asLong() + "}")
                            .doOnComplete(toSend::tryEmitComplete);
                    return session.send(Flux.merge(answers, toSend.asFlux()).map(session::textMessage));
                })
                .onErrorResume(error -> {
                    failure = error;
                    return Mono.empty();
                })
                .subscribe();
    }

    /** Connects as the gateway does for whom {@code headers} name. */
    static LiveClient of(int port, Consumer<HttpHeaders> headers) {
        return of(port, headers, "", true);
    }

    static LiveClient of(int port, Consumer<HttpHeaders> headers, String query, boolean answering) {
        var named = new HttpHeaders();
        headers.accept(named);
        return new LiveClient("ws://127.0.0.1:" + port + "/ws" + query, named, answering);
    }

    void say(String message) {
        toSend.tryEmitNext(message).orThrow();
    }

    List<JsonNode> received() {
        return received;
    }

    List<JsonNode> received(String type) {
        return received.stream()
                .filter(message -> message.path("type").asString().equals(type))
                .toList();
    }

    /** The latest update of a service; null before the first. */
    JsonNode latest(String service) {
        return received("service:update").stream()
                .filter(message -> message.path("service").asString().equals(service))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    LiveClient connected() {
        Await.until(() -> {
            if (failure != null) {
                throw new AssertionError(failure);
            }
            if (received("connection:status").isEmpty()) {
                throw new AssertionError("not connected");
            }
        });
        return this;
    }

    CloseStatus closed() {
        return closed;
    }

    Throwable failure() {
        return failure;
    }

    @Override
    public void close() {
        connection.dispose();
    }
}
