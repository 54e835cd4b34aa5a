package io.switchgear.gateway.live;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.server.WebsocketServerSpec;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.IdentityHeaders;
import io.switchgear.common.identity.TokenSigner;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.siblings.Service;
import io.switchgear.common.siblings.Siblings;
import io.switchgear.common.web.RequestIdFilter;
import io.switchgear.gateway.origin.SameOrigin;

/**
 * Opens live connections: redeems the ticket and checks the origin, then connects to health-service, and upgrades the client only
 * once that is there. So whatever is wrong is told in HTTP, and not by a connection that closes at once.
 */
@Component
class LiveHandler implements WebHandler {

    private static final int CONNECT_MS = 1_000;
    private static final int LARGEST_FRAME = 64 * 1024;
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Tickets tickets;
    private final SameOrigin origin;
    private final TokenSigner signer;
    private final LivePipes pipes;
    private final URI health;
    private final ReactorNettyWebSocketClient upstream = new ReactorNettyWebSocketClient(
            HttpClient.newConnection().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MS),
            () -> WebsocketClientSpec.builder().maxFramePayloadLength(LARGEST_FRAME));
    private final WebSocketService sockets = new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(
            () -> WebsocketServerSpec.builder().maxFramePayloadLength(LARGEST_FRAME)));

    LiveHandler(Tickets tickets, SameOrigin origin, TokenSigner signer, LivePipes pipes, Siblings siblings) {
        this.tickets = tickets;
        this.origin = origin;
        this.signer = signer;
        this.pipes = pipes;
        this.health = siblings.address(Service.HEALTH);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        return Mono.defer(() -> {
            requireUpgrade(exchange.getRequest());
            String ticket = exchange.getRequest().getQueryParams().getFirst("ticket");
            return tickets.redeem(ticket == null ? "" : ticket).flatMap(caller -> {
                origin.check(exchange.getRequest());
                return connect(exchange, caller);
            });
        });
    }

    /** Completes with the upgrade, as the framework expects; both connections then last as long as each other. */
    private Mono<Void> connect(ServerWebExchange exchange, Caller caller) {
        return Mono.<Void>create(upgraded -> upgraded.onCancel(upstream.execute(
                                address(exchange.getRequest()),
                                headers(exchange, caller),
                                service -> upgrade(exchange, service, upgraded))
                        .subscribe(nothing -> {}, upgraded::error)))
                .timeout(ANSWER)
                .onErrorMap(
                        error -> error instanceof IOException
                                || error instanceof WebSocketHandshakeException
                                || error instanceof TimeoutException,
                        error -> ProblemException.unavailable(
                                "service_unavailable",
                                "Live updates are unavailable: health-service does not accept the connection.",
                                RETRY));
    }

    private Mono<Void> upgrade(ServerWebExchange exchange, WebSocketSession service, MonoSink<Void> upgraded) {
        Sinks.Empty<Void> ended = Sinks.empty();
        var cut = LivePipes.cut(exchange.getRequest());
        return sockets.handleRequest(
                        exchange, client -> pipes.join(client, service, cut).doFinally(how -> ended.tryEmitEmpty()))
                .doOnSuccess(done -> upgraded.success())
                .then(ended.asMono());
    }

    private URI address(ServerHttpRequest request) {
        String attempts = request.getQueryParams().getFirst("reconnectAttempts");
        var address = UriComponentsBuilder.fromUri(health)
                .scheme("https".equals(health.getScheme()) ? "wss" : "ws")
                .path("/ws");
        return (attempts == null ? address : address.queryParam("reconnectAttempts", "{attempts}"))
                .encode()
                .buildAndExpand(attempts == null ? "" : attempts)
                .toUri();
    }

    private HttpHeaders headers(ServerWebExchange exchange, Caller caller) {
        var headers = new HttpHeaders();
        headers.set(IdentityHeaders.TOKEN, signer.sign(caller, Service.HEALTH.applicationName()));
        headers.set(IdentityHeaders.WORKSPACE, caller.workspaceId().toString());
        headers.set(IdentityHeaders.USER, caller.subject());
        headers.set(IdentityHeaders.REQUEST, RequestIdFilter.id(exchange));
        return headers;
    }

    /** Before the ticket is used: a request that cannot succeed does not cost it. */
    private static void requireUpgrade(ServerHttpRequest request) {
        if (!HttpMethod.GET.equals(request.getMethod())
                || !"websocket".equalsIgnoreCase(request.getHeaders().getUpgrade())) {
            throw ProblemException.badRequest("upgrade_required", "Connect to /ws as a WebSocket.");
        }
    }
}
