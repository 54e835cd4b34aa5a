package io.switchgear.health.live;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.WebsocketServerSpec;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Callers;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.problem.ProblemException;

/** Lets a member who may see providers connect. The gateway has checked ticket and origin, and vouches for the caller. */
@Component
class LiveHandler implements WebHandler {

    private static final int LARGEST_FRAME = 4 * 1024;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Rooms rooms;
    private final LiveFeed feed;
    private final LiveProperties properties;
    private final InstantSource clock;
    private final JsonMapper json;
    private final LiveMeters meters;
    private final WebSocketService sockets = new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(
            () -> WebsocketServerSpec.builder().maxFramePayloadLength(LARGEST_FRAME)));

    LiveHandler(
            Rooms rooms,
            LiveFeed feed,
            LiveProperties properties,
            InstantSource clock,
            JsonMapper json,
            LiveMeters meters) {
        this.rooms = rooms;
        this.feed = feed;
        this.properties = properties;
        this.clock = clock;
        this.json = json;
        this.meters = meters;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        return Mono.defer(() -> {
            Caller caller = Callers.of(exchange);
            if (!caller.may(Permission.ROUTER_VIEW)) {
                throw ProblemException.forbidden(
                        "permission_missing", "This needs the permission " + Permission.ROUTER_VIEW + ".");
            }
            if (meters.open() >= properties.maxConnections()) {
                meters.refused();
                throw ProblemException.unavailable(
                        "too_many_connections", "There are too many live connections.", RETRY);
            }
            var connection = new LiveConnection(
                    caller.workspaceId(), properties, clock, json, meters, cut(exchange.getRequest()));
            Integer attempts = reconnectAttempts(exchange.getRequest());
            return sockets.handleRequest(exchange, session -> talk(connection, session, attempts));
        });
    }

    private Mono<Void> talk(LiveConnection connection, WebSocketSession session, @Nullable Integer attempts) {
        meters.opened();
        rooms.enter(connection);
        feed.changed(Set.of(connection.workspace()));
        return connection.talk(session, attempts).doFinally(how -> rooms.exit(connection));
    }

    private static Runnable cut(ServerHttpRequest request) {
        HttpServerRequest server = ServerHttpRequestDecorator.getNativeRequest(request);
        var channels = new io.netty.channel.Channel[1];
        server.withConnection(connection -> channels[0] = connection.channel());
        return () -> channels[0].close();
    }

    private static @Nullable Integer reconnectAttempts(ServerHttpRequest request) {
        String said = request.getQueryParams().getFirst("reconnectAttempts");
        return said != null && said.matches("\\d{1,6}") ? Integer.valueOf(said) : null;
    }
}
