package io.switchgear.gateway.live;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import io.switchgear.common.testing.Await;

import static org.assertj.core.api.Assertions.assertThat;

/** A console's WebSocket, which says "hi" and then listens. */
final class ConsoleSocket implements AutoCloseable {

    private static final ReactorNettyWebSocketClient CLIENT =
            new ReactorNettyWebSocketClient(HttpClient.newConnection());

    final List<String> received = new CopyOnWriteArrayList<>();
    volatile CloseStatus closed;
    volatile Throwable failure;
    private final Disposable connection;

    /** @param query of the address, question mark included */
    ConsoleSocket(int port, String query, Consumer<HttpHeaders> more) {
        var headers = new HttpHeaders();
        more.accept(headers);
        connection = CLIENT.execute(URI.create("ws://localhost:" + port + "/ws" + query), headers, session -> {
                    session.closeStatus().subscribe(status -> closed = status);
                    return session.send(Mono.just(session.textMessage("hi")))
                            .and(session.receive()
                                    .map(WebSocketMessage::getPayloadAsText)
                                    .doOnNext(received::add));
                })
                .onErrorResume(error -> {
                    failure = error;
                    return Mono.empty();
                })
                .subscribe();
    }

    void refused(int status) {
        Await.until(() -> assertThat(failure).hasMessageContaining(Integer.toString(status)));
    }

    void closedWith(int code) {
        Await.until(() -> assertThat(closed).isNotNull());
        assertThat(closed.getCode()).isEqualTo(code);
    }

    /** Once it has been told something, closed, or refused: whether it was not refused. */
    boolean connected() {
        Await.until(() -> assertThat(received.isEmpty() && closed == null && failure == null)
                .as("no answer")
                .isFalse());
        return failure == null;
    }

    @Override
    public void close() {
        connection.dispose();
    }
}
