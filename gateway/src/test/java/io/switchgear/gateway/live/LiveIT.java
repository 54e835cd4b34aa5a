package io.switchgear.gateway.live;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.boot.SpringApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Stores;
import io.switchgear.gateway.GatewayApplication;
import io.switchgear.gateway.RunningGateway;

import static org.assertj.core.api.Assertions.assertThat;

class LiveIT extends RunningGateway {

    private Member member;

    /** What a client has seen. */
    private static final class Client {
        private final List<String> received = new CopyOnWriteArrayList<>();
        private volatile CloseStatus closed;
        private volatile Throwable failure;
        private Disposable connection;
    }

    @BeforeEach
    void join() {
        member = register();
        SERVICES.forget();
        upstream((in, out) -> out.sendString(
                Flux.merge(Mono.just("hello"), in.receive().asString().map(text -> "heard " + text))));
    }

    @Test
    void framesPassBothWaysUnderTheNameOfTheTicketsHolder() {
        var client = connect("?reconnectAttempts=3&ticket=" + ticket(), headers -> {
            headers.set("X-Workspace-ID", "of somebody else");
            headers.setOrigin("http://localhost:" + port);
        });

        Await.until(() -> assertThat(client.received).containsExactly("hello", "heard hi"));
        var seen = SERVICES.next();
        assertThat(seen.uri()).isEqualTo("/ws?reconnectAttempts=3");
        assertThat(seen.header("x-workspace-id")).isEqualTo(member.workspace().toString());
        assertThat(seen.header("x-user-id")).isEqualTo(member.user().toString());
        assertThat(seen.header("x-switchgear-token")).isNotBlank();
        client.connection.dispose();
    }

    @Test
    void aTicketOpensOneConnection() {
        String ticket = ticket();
        var first = connect("?ticket=" + ticket, headers -> {});
        Await.until(() -> assertThat(first.received).contains("hello"));

        refused(connect("?ticket=" + ticket, headers -> {}), 401);
        refused(connect("?ticket=unknown", headers -> {}), 401);
        refused(connect("", headers -> {}), 401);
        first.connection.dispose();
    }

    @Test
    void otherOriginsAreRefused() {
        refused(connect("?ticket=" + ticket(), headers -> headers.setOrigin("https://evil.example")), 403);
        refused(connect("?ticket=" + ticket(), headers -> headers.set("Sec-Fetch-Site", "cross-site")), 403);
        assertThat(SERVICES.isUntouched()).isTrue();

        var allowed = connect("?ticket=" + ticket(), headers -> headers.setOrigin("https://allowed.example"));
        Await.until(() -> assertThat(allowed.received).contains("hello"));
        allowed.connection.dispose();
    }

    @Test
    void ticketsAreForMembers() {
        http.post().uri("/api/v1/auth/ws-ticket").exchange().expectStatus().isUnauthorized();
        http.post()
                .uri("/api/v1/auth/ws-ticket")
                .header("Authorization", "Bearer " + createKey(member, "llm"))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void aRequestThatIsNoWebSocketDoesNotCostTheTicket() {
        String ticket = ticket();
        http.get().uri("/ws?ticket=" + ticket).exchange().expectStatus().isBadRequest();
        var client = connect("?ticket=" + ticket, headers -> {});
        Await.until(() -> assertThat(client.received).contains("hello"));
        client.connection.dispose();
    }

    @Test
    void closingCodesPass() {
        upstream((in, out) -> out.sendClose(1008, "no pong"));
        var client = connect("?ticket=" + ticket(), headers -> {});
        Await.until(() -> assertThat(client.closed).isNotNull());
        assertThat(client.closed.getCode()).isEqualTo(1008);
        assertThat(client.closed.getReason()).isEqualTo("no pong");
    }

    @Test
    void aServiceThatBreaksOffIsToldAsOneThatRestarts() {
        upstream((in, out) -> {
            in.withConnection(connection -> connection.channel().close());
            return Mono.never();
        });
        var client = connect("?ticket=" + ticket(), headers -> {});
        Await.until(() -> assertThat(client.closed).isNotNull());
        assertThat(client.closed.getCode()).isEqualTo(1012);
    }

    @Test
    void aServiceThatRefusesIsToldBeforeTheUpgrade() {
        SERVICES.answer("/ws", (request, response) -> response.status(503).send());
        refused(connect("?ticket=" + ticket(), headers -> {}), 503);
    }

    @Test
    void aGatewayThatLeavesClosesWith1001() {
        var settings = new java.util.HashMap<String, String>();
        settings.putAll(Stores.get().properties("identity"));
        settings.putAll(IDS.properties("gateway"));
        settings.put("switchgear.services.health", SERVICES.url());
        settings.put("switchgear.data-dir", temporaryFolder().toString());
        settings.put("server.port", "0");
        settings.put("management.server.port", "0");
        Client client;
        try (var second = SpringApplication.run(
                GatewayApplication.class,
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new))) {
            int other = second.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            // Issued by one replica, redeemed at another.
            client = Await.value(() -> {
                var attempt = connect(other, "?ticket=" + ticket(), headers -> {});
                Await.until(() -> assertThat(attempt.received.isEmpty() && attempt.failure == null)
                        .isFalse());
                return attempt.failure == null ? attempt : null;
            });
        }
        Await.until(() -> assertThat(client.closed).isNotNull());
        assertThat(client.closed.getCode()).isEqualTo(1001);
    }

    private interface Talk {
        Publisher<Void> talk(WebsocketInbound in, WebsocketOutbound out);
    }

    private static void upstream(Talk talk) {
        SERVICES.answer("/ws", (request, response) -> response.sendWebsocket(talk::talk));
    }

    private String ticket() {
        Map<?, ?> answer = http.post()
                .uri("/api/v1/auth/ws-ticket")
                .header("Authorization", member.bearer())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        assertThat(answer.get("expires_in")).isEqualTo(30);
        return (String) answer.get("ticket");
    }

    private Client connect(String query, Consumer<HttpHeaders> more) {
        return connect(port, query, more);
    }

    private static Client connect(int port, String query, Consumer<HttpHeaders> more) {
        var headers = new HttpHeaders();
        more.accept(headers);
        var client = new Client();
        client.connection = new ReactorNettyWebSocketClient(HttpClient.newConnection())
                .execute(URI.create("ws://localhost:" + port + "/ws" + query), headers, session -> {
                    session.closeStatus().subscribe(status -> client.closed = status);
                    return session.send(Mono.just(session.textMessage("hi")))
                            .and(session.receive()
                                    .map(WebSocketMessage::getPayloadAsText)
                                    .doOnNext(client.received::add));
                })
                .onErrorResume(error -> {
                    client.failure = error;
                    return Mono.empty();
                })
                .subscribe();
        return client;
    }

    private static void refused(Client client, int status) {
        Await.until(() -> assertThat(client.failure).hasMessageContaining(Integer.toString(status)));
    }
}
