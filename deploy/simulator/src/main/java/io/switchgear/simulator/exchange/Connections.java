package io.switchgear.simulator.exchange;

import java.util.concurrent.atomic.AtomicReference;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.util.AttributeKey;
import reactor.core.publisher.Mono;
import reactor.netty.FutureMono;
import reactor.netty.http.server.HttpServerResponse;

import io.switchgear.simulator.attempt.LiveAttempt;
import io.switchgear.simulator.attempt.Outcome;

/** What HTTP libraries do not offer: closing and resetting a connection in the middle of an answer. */
final class Connections {

    private static final AttributeKey<AtomicReference<LiveAttempt>> CURRENT =
            AttributeKey.valueOf(Connections.class, "attempt");

    private Connections() {}

    /** Ends the attempt as cancelled when the caller closes the connection first. One listener per connection, not per request. */
    static void watch(HttpServerResponse response, LiveAttempt attempt) {
        response.withConnection(connection -> {
            Channel channel = connection.channel();
            var current = channel.attr(CURRENT).get();
            if (current == null) {
                var held = new AtomicReference<>(attempt);
                channel.attr(CURRENT).set(held);
                channel.closeFuture().addListener(closed -> held.get().end(Outcome.CLIENT_CANCELLED));
            } else {
                current.set(attempt);
            }
        });
    }

    /** Closes after what was written (TCP FIN); the body stays unfinished. */
    static Mono<Void> close(HttpServerResponse response) {
        return Mono.defer(() -> FutureMono.from(channel(response).close()));
    }

    /** Closes with TCP RST. */
    static Mono<Void> reset(HttpServerResponse response) {
        return Mono.defer(() -> {
            Channel channel = channel(response);
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            return FutureMono.from(channel.close());
        });
    }

    private static Channel channel(HttpServerResponse response) {
        var channel = new AtomicReference<Channel>();
        response.withConnection(connection -> channel.set(connection.channel()));
        return channel.get();
    }
}
