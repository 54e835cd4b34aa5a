package io.switchgear.health.live;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.health.live.LiveMessage.ConnectionStatus;
import io.switchgear.health.live.LiveMessage.Heartbeat;

/** One client: what it is sent, its heartbeat, and how it ends. */
final class LiveConnection {

    /** How long a client may take over the closing handshake, which one that does not read never ends. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private static final CloseStatus SILENT = CloseStatus.POLICY_VIOLATION.withReason("no pong");
    private static final CloseStatus SLOW = CloseStatus.POLICY_VIOLATION.withReason("too slow");
    private static final CloseStatus NOISY = CloseStatus.POLICY_VIOLATION.withReason("too many pings");

    /** Of the codes that are left to applications (RFC 6455, 7.4.2). */
    private static final CloseStatus OLD = new CloseStatus(4401, "come back with a new ticket");

    private final UUID workspace;
    private final LiveProperties properties;
    private final InstantSource clock;
    private final JsonMapper json;
    private final LiveMeters meters;
    private final Runnable cut;
    private final Outbox outbox;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicReference<@Nullable CloseStatus> end = new AtomicReference<>();
    private final Sinks.Empty<Void> gone = Sinks.empty();

    /** @param cut closes the transport, whatever is still to be sent */
    LiveConnection(
            UUID workspace,
            LiveProperties properties,
            InstantSource clock,
            JsonMapper json,
            LiveMeters meters,
            Runnable cut) {
        this.workspace = workspace;
        this.properties = properties;
        this.clock = clock;
        this.json = json;
        this.meters = meters;
        this.cut = cut;
        this.outbox = new Outbox(clock);
    }

    UUID workspace() {
        return workspace;
    }

    /** Replaces an update of the same service that has not been sent yet. */
    void update(String service, String message) {
        outbox.update(service, message);
    }

    /** Talks with the client until one of both ends it. */
    Mono<Void> talk(WebSocketSession session, @Nullable Integer reconnectAttempts) {
        outbox.note(write(ConnectionStatus.connected(clock.instant(), reconnectAttempts)));
        // Closing ends reading: that must not take the closing frame back.
        Mono<Void> heard = session.receive()
                .doOnNext(this::hear)
                .then(Mono.defer(() -> end.get() == null ? Mono.empty() : Mono.never()));
        Mono<Void> said = session.send(outbox.messages().map(session::textMessage))
                .then(Mono.defer(() -> session.close(farewell())));
        var heartbeat = Flux.interval(properties.ping()).onBackpressureDrop().subscribe(beat -> beat());
        var limit = Mono.delay(properties.longest()).subscribe(elapsed -> end(OLD));
        // A connection that breaks has simply ended.
        return Mono.firstWithSignal(heard, said, gone.asMono())
                .onErrorComplete()
                .doFinally(how -> {
                    heartbeat.dispose();
                    limit.dispose();
                    CloseStatus decided = end.get();
                    meters.closed(decided == null ? "client" : reason(decided));
                });
    }

    /** Says so, and closes with 1001. */
    void leave() {
        end(CloseStatus.GOING_AWAY, write(ConnectionStatus.disconnected(clock.instant())));
    }

    private void beat() {
        if (outbox.waiting().compareTo(properties.slowest()) > 0) {
            end(SLOW);
        } else if (unanswered.get() >= properties.missedPings()) {
            end(SILENT);
        } else {
            unanswered.incrementAndGet();
            outbox.note(write(new Heartbeat(LiveMessage.PING, clock.instant().toEpochMilli())));
        }
    }

    private void hear(WebSocketMessage frame) {
        JsonNode message = read(frame);
        JsonNode timestamp = message.path("timestamp");
        if (!timestamp.isIntegralNumber() || !timestamp.canConvertToLong()) {
            return;
        }
        switch (message.path("type").asString("")) {
            case LiveMessage.PONG -> {
                unanswered.set(0);
                meters.roundTrip(clock.instant().toEpochMilli() - timestamp.asLong());
            }
            case LiveMessage.PING -> {
                if (!outbox.note(write(new Heartbeat(LiveMessage.PONG, timestamp.asLong())))) {
                    end(NOISY);
                }
            }
            default -> {
                // Of a later version of the protocol.
            }
        }
    }

    private JsonNode read(WebSocketMessage frame) {
        try {
            return frame.getType() == WebSocketMessage.Type.TEXT
                    ? json.readTree(frame.getPayloadAsText())
                    : json.nullNode();
        } catch (JacksonException e) {
            return json.nullNode();
        }
    }

    private void end(CloseStatus status) {
        end(status, null);
    }

    private void end(CloseStatus status, @Nullable String last) {
        if (end.compareAndSet(null, status)) {
            outbox.close(last);
            // Whatever sending to a transport that is gone comes to: after that it is over.
            Mono.delay(FAREWELL).subscribe(elapsed -> {
                cut.run();
                gone.tryEmitEmpty();
            });
        }
    }

    private CloseStatus farewell() {
        CloseStatus decided = end.get();
        return decided == null ? CloseStatus.NORMAL : decided;
    }

    private static String reason(CloseStatus status) {
        if (status == SILENT) {
            return "silent";
        }
        if (status == SLOW) {
            return "slow";
        }
        if (status == NOISY) {
            return "noisy";
        }
        return status == OLD ? "old" : "shutdown";
    }

    private String write(LiveMessage message) {
        return json.writeValueAsString(message);
    }
}
