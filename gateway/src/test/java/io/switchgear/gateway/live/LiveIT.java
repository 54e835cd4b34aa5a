package io.switchgear.gateway.live;

import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Stores;
import io.switchgear.gateway.GatewayApplication;
import io.switchgear.gateway.RunningGateway;

import static org.assertj.core.api.Assertions.assertThat;

class LiveIT extends RunningGateway {

    private Member member;

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
        client.close();
    }

    @Test
    void aTicketOpensOneConnection() {
        String ticket = ticket();
        var first = connect("?ticket=" + ticket, headers -> {});
        Await.until(() -> assertThat(first.received).contains("hello"));

        connect("?ticket=" + ticket, headers -> {}).refused(401);
        connect("?ticket=unknown", headers -> {}).refused(401);
        connect("", headers -> {}).refused(401);
        first.close();
    }

    @Test
    void otherOriginsAreRefused() {
        connect("?ticket=" + ticket(), headers -> headers.setOrigin("https://evil.example"))
                .refused(403);
        connect("?ticket=" + ticket(), headers -> headers.set("Sec-Fetch-Site", "cross-site"))
                .refused(403);
        assertThat(SERVICES.isUntouched()).isTrue();

        var allowed = connect("?ticket=" + ticket(), headers -> headers.setOrigin("https://allowed.example"));
        Await.until(() -> assertThat(allowed.received).contains("hello"));
        allowed.close();
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
        client.close();
    }

    @Test
    void closingCodesPass() {
        upstream((in, out) -> out.sendClose(1008, "no pong"));
        var client = connect("?ticket=" + ticket(), headers -> {});
        client.closedWith(1008);
        assertThat(client.closed.getReason()).isEqualTo("no pong");
    }

    @Test
    void aServiceThatBreaksOffIsToldAsOneThatRestarts() {
        upstream((in, out) -> {
            in.withConnection(connection -> connection.channel().close());
            return Mono.never();
        });
        var client = connect("?ticket=" + ticket(), headers -> {});
        client.closedWith(1012);
    }

    @Test
    void aServiceThatRefusesIsToldBeforeTheUpgrade() {
        SERVICES.answer("/ws", (request, response) -> response.status(503).send());
        connect("?ticket=" + ticket(), headers -> {}).refused(503);
    }

    @Test
    void aGatewayThatLeavesClosesWith1001() {
        ConsoleSocket client;
        try (var second = gateway(Map.of())) {
            client = connect(second);
        }
        client.closedWith(1001);
    }

    @Test
    void aClientThatSaysNothingIsClosed() {
        try (var second = gateway(Map.of("switchgear.live.idle-timeout", "300ms"))) {
            var client = connect(second);
            client.closedWith(1008);
            assertThat(client.closed.getReason()).isEqualTo("silent");
        }
    }

    @Test
    void withoutRedisATicketIsGoodOnceAtTheReplicaThatIssuedIt() {
        try (var second = gateway(Map.of("switchgear.redis.url", "redis://127.0.0.1:1"))) {
            String ticket = Await.value(() -> ticket(port(second)));
            try (var first = new ConsoleSocket(port(second), "?ticket=" + ticket, headers -> {})) {
                assertThat(first.connected()).isTrue();
                // Whether another replica issued it cannot be known.
                new ConsoleSocket(port(second), "?ticket=" + ticket, headers -> {}).refused(503);
                connect("?ticket=" + ticket, headers -> {}).refused(401);
            }
        }
    }

    /** Another replica. */
    private static ConfigurableApplicationContext gateway(Map<String, String> more) {
        var settings = new java.util.HashMap<String, String>();
        settings.putAll(Stores.get().properties("identity"));
        settings.putAll(IDS.properties("gateway"));
        settings.put("switchgear.services.health", SERVICES.url());
        settings.put("switchgear.data-dir", temporaryFolder().toString());
        settings.put("server.port", "0");
        settings.put("management.server.port", "0");
        settings.putAll(more);
        return SpringApplication.run(
                GatewayApplication.class,
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    private static int port(ConfigurableApplicationContext gateway) {
        return gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private interface Talk {
        Publisher<Void> talk(WebsocketInbound in, WebsocketOutbound out);
    }

    private static void upstream(Talk talk) {
        SERVICES.answer("/ws", (request, response) -> response.sendWebsocket(talk::talk));
    }

    private String ticket() {
        return ticket(port);
    }

    private String ticket(int at) {
        Map<?, ?> answer = client(at)
                .post()
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

    /** To a replica that has just started, with a ticket that another one issued. */
    private ConsoleSocket connect(ConfigurableApplicationContext replica) {
        return Await.value(() -> {
            var attempt = new ConsoleSocket(port(replica), "?ticket=" + ticket(), headers -> {});
            return attempt.connected() ? attempt : null;
        });
    }

    private ConsoleSocket connect(String query, Consumer<HttpHeaders> more) {
        return new ConsoleSocket(port, query, more);
    }
}
