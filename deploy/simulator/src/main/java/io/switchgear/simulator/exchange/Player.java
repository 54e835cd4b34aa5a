package io.switchgear.simulator.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.simulator.attempt.LiveAttempt;
import io.switchgear.simulator.attempt.Outcome;
import io.switchgear.simulator.fault.Fault;
import io.switchgear.simulator.json.Json;

/** Writes one answer at its pace, and records how it ended. An ending is recorded before its last byte, so that who has read the answer finds it in the log. */
final class Player {

    /** Nothing is held open for longer. */
    private static final Duration HOLD = Duration.ofMinutes(10);

    private static final Duration TIMER_RESOLUTION = Duration.ofMillis(1);

    private final Dialect dialect;
    private final HttpServerResponse response;
    private final LiveAttempt attempt;
    private final String requestId;

    Player(Dialect dialect, HttpServerResponse response, LiveAttempt attempt, String requestId) {
        this.dialect = dialect;
        this.response = response;
        this.attempt = attempt;
        this.requestId = requestId;
    }

    /** The answer of a fault that does not depend on the call; null when the fault lies in the answer itself. */
    @Nullable
    Mono<Void> strike(Fault fault) {
        return switch (fault) {
            case Fault.Reset() -> reset();
            case Fault.Silence() -> silence();
            case Fault.Status(int status, Integer retryAfter, String code) ->
                refuse(new Refusal(status, dialect.message(status), code, null, retryAfter));
            case Fault.Quota() ->
                refuse(new Refusal(
                        429,
                        "You exceeded your current quota, please check your plan and billing details.",
                        "insufficient_quota",
                        null,
                        null));
            case Fault.ContextLength() ->
                refuse(new Refusal(
                        400,
                        "This model's maximum context length is 8192 tokens. Please reduce the length of the messages.",
                        "context_length_exceeded",
                        "messages",
                        null));
            case Fault.UnknownModel() -> refuse(Refusal.unknownModel());
            case Fault.SlowFirstToken _,
                    Fault.Cut _,
                    Fault.Stall _,
                    Fault.Malformed _,
                    Fault.StreamError _,
                    Fault.NoDone _,
                    Fault.RefusePrefill _,
                    Fault.ContentFilter _ -> null;
        };
    }

    Mono<Void> refuse(Refusal refusal) {
        if (refusal.retryAfter() != null) {
            response.header("retry-after", refusal.retryAfter().toString());
        }
        if (refusal.status() == 413) {
            response.keepAlive(false);
        }
        byte[] body = Json.write(dialect.error(refusal, requestId)).getBytes(StandardCharsets.UTF_8);
        attempt.status(refusal.status());
        attempt.end(Outcome.COMPLETED);
        return response.status(refusal.status())
                .header("content-type", "application/json")
                .header("content-length", Integer.toString(body.length))
                .sendByteArray(Mono.just(body))
                .then();
    }

    Mono<Void> reset() {
        attempt.end(Outcome.RESET);
        return Connections.reset(response);
    }

    Mono<Void> silence() {
        return Mono.delay(HOLD)
                .doOnNext(elapsed -> attempt.end(Outcome.TIMED_OUT))
                .then(Connections.close(response));
    }

    Mono<Void> document(ObjectNode document, int tokens, @Nullable Fault fault, Timing timing) {
        String body = Json.write(document);
        var playback = Playback.document(body, tokens, fault);
        int promised =
                switch (playback.ending()) {
                    case COMPLETE ->
                        playback.closing().stream()
                                .mapToInt(frame -> ByteBufUtil.utf8Bytes(frame.text()))
                                .sum();
                    case CUT, STALL -> ByteBufUtil.utf8Bytes(body);
                };
        response.status(200).header("content-type", "application/json").header("content-length", "" + promised);
        return write(playback, timing.document(tokens), timing);
    }

    Mono<Void> stream(Script script, @Nullable Fault fault, Timing timing) {
        var error = new Refusal(500, dialect.message(500), "server_error", null, null);
        var playback = Playback.stream(script, fault, dialect.errorFrame(error, requestId));
        response.status(200)
                .header("content-type", "text/event-stream; charset=utf-8")
                .header("cache-control", "no-cache");
        return write(playback, timing.opening(), timing);
    }

    private Mono<Void> write(Playback playback, Duration until, Timing timing) {
        var frames = Flux.concat(
                Flux.fromIterable(playback.opening()),
                wait(timing, playback).thenMany(paced(playback.paced(), timing)),
                Flux.fromIterable(playback.closing()));
        var bytes = frames.doOnNext(this::record).map(Player::encode);
        boolean flushEach = timing.pace().tokensPerSecond() > 0 || playback.ending() != Playback.Ending.COMPLETE;
        return delay(until)
                .doOnTerminate(() -> attempt.status(200))
                .then(Mono.defer(
                        () -> response.send(bytes, ignored -> flushEach).then()))
                .then(Mono.defer(() -> end(playback.ending())));
    }

    private static Mono<Void> wait(Timing timing, Playback playback) {
        return playback.opening().isEmpty() ? Mono.empty() : delay(timing.firstToken());
    }

    private void record(Frame frame) {
        attempt.sent(frame.tokens());
        if (frame.last()) {
            attempt.end(Outcome.COMPLETED);
        }
    }

    private Mono<Void> end(Playback.Ending ending) {
        return switch (ending) {
            case COMPLETE -> Mono.empty();
            case STALL -> silence();
            case CUT -> {
                attempt.end(Outcome.CUT);
                yield Connections.close(response);
            }
        };
    }

    /** Each frame at its due time counted from the first, so that a slow write does not slow the rest. */
    private static Flux<Frame> paced(Playback.Paced frames, Timing timing) {
        if (timing.pace().tokensPerSecond() == 0) {
            return Flux.range(0, frames.count()).map(frames.frame()::apply);
        }
        return Flux.defer(() -> {
            long start = System.nanoTime();
            return Flux.range(0, frames.count())
                    .concatMap(
                            i -> {
                                var left = timing.pace().after(i).minusNanos(System.nanoTime() - start);
                                return left.compareTo(TIMER_RESOLUTION) < 0
                                        ? Mono.just(frames.frame().apply(i))
                                        : Mono.delay(left)
                                                .map(elapsed -> frames.frame().apply(i));
                            },
                            1);
        });
    }

    private static Mono<Void> delay(Duration duration) {
        return duration.isPositive() ? Mono.delay(duration).then() : Mono.empty();
    }

    private static ByteBuf encode(Frame frame) {
        return Unpooled.wrappedBuffer(frame.text().getBytes(StandardCharsets.UTF_8));
    }
}
