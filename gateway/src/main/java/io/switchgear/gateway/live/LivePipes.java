package io.switchgear.gateway.live;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServerRequest;

/** Open live connections: frames pass both ways as fast as both ends read, and so do closing codes. */
@Component
class LivePipes implements SmartLifecycle {

    /** How long a client may take over the closing handshake. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** Frames of a client that wait for the service to read. */
    private static final int MOST = 64;

    private static final CloseStatus SILENT = CloseStatus.POLICY_VIOLATION.withReason("silent");
    private static final CloseStatus NOISY = CloseStatus.POLICY_VIOLATION.withReason("too many messages");

    private final LiveProperties properties;
    private final AtomicInteger open;
    private final Sinks.Empty<Void> leaving = Sinks.empty();
    private volatile boolean running;

    LivePipes(LiveProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.open = meters.gauge("switchgear.live.connections", new AtomicInteger());
    }

    /** @param cut closes the client's transport, whatever is still to be sent */
    Mono<Void> join(WebSocketSession client, WebSocketSession service, Runnable cut) {
        Sinks.One<CloseStatus> end = Sinks.one();
        Sinks.Many<WebSocketMessage> said = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MOST));
        // Whoever stops reading from the client closes it without a code: so nothing that happens here or to the
        // service does.
        Flux<Boolean> heard = client.receive()
                .map(frame -> pass(frame, said) || end.tryEmitValue(NOISY).isSuccess())
                .publish()
                .refCount(2);
        Mono<CloseStatus> up = heard.then().onErrorComplete().then(status(client));
        Mono<CloseStatus> silent = heard.startWith(true)
                .switchMap(frame -> Mono.delay(properties.idleTimeout()))
                .next()
                .map(elapsed -> SILENT)
                .onErrorComplete();
        Mono<CloseStatus> down = client.send(service.receive().doOnNext(WebSocketMessage::retain))
                .onErrorComplete()
                .then(status(service));
        Mono<Void> passed = service.send(said.asFlux().doOnDiscard(WebSocketMessage.class, WebSocketMessage::release))
                .onErrorComplete();
        Mono<CloseStatus> away = leaving.asMono().thenReturn(CloseStatus.GOING_AWAY);
        open.incrementAndGet();
        // No race between these: closing ends reading, and the loser's closing frame would be lost.
        var parts = Disposables.composite(
                down.subscribe(end::tryEmitValue),
                up.subscribe(end::tryEmitValue),
                silent.subscribe(end::tryEmitValue),
                away.subscribe(end::tryEmitValue),
                passed.subscribe());
        return end.asMono()
                .flatMap(status -> Mono.when(close(client, status), close(service, status))
                        .timeout(FAREWELL)
                        .onErrorComplete())
                .doFinally(how -> {
                    parts.dispose();
                    open.decrementAndGet();
                    cut.run();
                });
    }

    /** Clients say little: false if one says more than the service reads. */
    private static boolean pass(WebSocketMessage frame, Sinks.Many<WebSocketMessage> said) {
        frame.retain();
        var result = said.tryEmitNext(frame);
        if (result.isFailure()) {
            frame.release();
        }
        return result != Sinks.EmitResult.FAIL_OVERFLOW;
    }

    private static Mono<Void> close(WebSocketSession session, CloseStatus status) {
        return session.close(status).onErrorComplete();
    }

    /** What one end said on closing; an end that broke off is told to the other as one that restarts. */
    private static Mono<CloseStatus> status(WebSocketSession session) {
        return session.closeStatus()
                .timeout(FAREWELL)
                .onErrorComplete()
                .filter(LivePipes::mayBeSent)
                .defaultIfEmpty(CloseStatus.SERVICE_RESTARTED);
    }

    /** RFC 6455, 7.4.1: some codes only describe. */
    private static boolean mayBeSent(CloseStatus status) {
        int code = status.getCode();
        return code >= 1000 && code < 5000 && code != 1004 && code != 1005 && code != 1006 && code != 1015;
    }

    static Runnable cut(ServerHttpRequest request) {
        HttpServerRequest server = ServerHttpRequestDecorator.getNativeRequest(request);
        var channel = new Channel[1];
        server.withConnection(connection -> channel[0] = connection.channel());
        return () -> channel[0].close();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        leaving.tryEmitEmpty();
    }

    /** Before the web server ends: clients are closed with 1001. */
    @Override
    public void stop(Runnable callback) {
        stop();
        Flux.interval(Duration.ZERO, Duration.ofMillis(20))
                .takeUntil(tick -> open.get() == 0)
                .take(FAREWELL.plusSeconds(1))
                .doFinally(how -> callback.run())
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
