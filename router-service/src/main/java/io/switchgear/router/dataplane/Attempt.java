package io.switchgear.router.dataplane;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import tools.jackson.core.JacksonException;

import io.switchgear.router.circuit.Signal;
import io.switchgear.router.conduct.Conduct;
import io.switchgear.router.conduct.ErrorKind;
import io.switchgear.router.dialect.CallerRequest;
import io.switchgear.router.dialect.ProviderAnswer;
import io.switchgear.router.dialect.chat.Untranslatable;
import io.switchgear.router.dialect.chat.Whole;
import io.switchgear.router.pool.Timeouts;
import io.switchgear.router.upstream.UpstreamAnswer;
import io.switchgear.router.usage.SseFrames;
import io.switchgear.router.usage.Tally;

/** One call to one target: its answer in the caller's wire format, or an {@link AttemptFailed}. Its circuit is told how it ends, once. */
final class Attempt {

    /** How long a provider may keep the connection of a finished stream to itself before it is closed. */
    private static final Duration LINGER = Duration.ofMillis(100);

    /** How long a stream that has finished may take to tell its usage and its end. */
    private static final Duration USAGE_WAIT = Duration.ofSeconds(2);

    private final Parts parts;
    private final Ledger.Call call;
    private final Ledger ledger;
    private final Ledger.Entry entry;
    private final Pick pick;
    private final boolean prefilled;
    private final StreamedAnswer stream;
    private final AtomicBoolean reported = new AtomicBoolean();
    private boolean succeeded;
    private int status = 200;
    private long length = -1;
    private @Nullable String contentType;
    private @Nullable Tally whole;

    /** @param prefilled whether the target is asked to go on from what was delivered */
    Attempt(
            Parts parts,
            Ledger.Call call,
            Ledger ledger,
            Ledger.Entry entry,
            Pick pick,
            boolean prefilled,
            StreamedAnswer stream) {
        this.parts = parts;
        this.call = call;
        this.ledger = ledger;
        this.entry = entry;
        this.pick = pick;
        this.prefilled = prefilled;
        this.stream = stream;
    }

    /**
     * A part of the answer.
     *
     * @param bytes for the caller; empty while content comes of which nothing may be passed on
     * @param over whether the answer is complete with it
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Piece(byte[] bytes, boolean over) {}

    /**
     * Makes the call. Cancelling it is no failure.
     *
     * @param request what to ask for
     * @param left until somebody must have answered
     * @param streamOnly whether nothing but a stream is of any use
     */
    Flux<Piece> pieces(CallerRequest request, Duration left, boolean streamOnly) {
        Flux<Piece> pieces = withinLimits(request, left, streamOnly);
        // The provider's limits are no limits of ours: the circuit is told when the answer is there.
        return call.streamed() ? pieces : pieces.delayUntil(piece -> settled());
    }

    private Flux<Piece> withinLimits(CallerRequest request, Duration left, boolean streamOnly) {
        Timeouts limits =
                pick.route().timeouts().or(pick.target().provider().timeouts()).or(parts.timeouts());
        Duration first = firstLimit(limits, left);
        Instant contentBy = parts.now().plus(first);
        return parts.adapters()
                .call(pick.target().provider(), pick.model(), request, limits)
                .flatMapMany(answer -> answered(answer, streamOnly))
                .timeout(Mono.delay(first), sent -> Mono.defer(() -> Mono.delay(pause(limits, contentBy))))
                .<Piece>handle(this::read)
                .onErrorResume(this::ended)
                .doOnCancel(() -> cancelled("Somebody else was faster, or the caller went away."));
    }

    private Duration firstLimit(Timeouts limits, Duration left) {
        long limit = Timeouts.millis(call.streamed() ? limits.firstTokenMs() : limits.silenceMs());
        return Duration.ofMillis(Math.max(1, Math.min(limit, left.toMillis())));
    }

    private Duration pause(Timeouts limits, Instant contentBy) {
        if (!stream.content()) {
            // Lifecycle events are no content: the first limit goes on.
            return Duration.ofMillis(
                    Math.max(1, Duration.between(parts.now(), contentBy).toMillis()));
        }
        return stream.over() || stream.counted()
                ? LINGER
                : stream.complete() ? USAGE_WAIT : Duration.ofMillis(Timeouts.millis(limits.streamIdleMs()));
    }

    /**
     * What a provider has sent, still unread: a stream remembers what it has passed on, so that nothing may be read that a time limit
     * takes away at the same moment.
     */
    private interface Sent {
        StreamedAnswer.Output read();
    }

    private Flux<Sent> answered(ProviderAnswer answer, boolean streamOnly) {
        if (!answer.ok()) {
            return answer.refused().flatMapMany(refused -> Flux.error(Refusals.of(refused, parts.now())));
        }
        status = answer.status();
        if (streamOnly && !answer.streamed()) {
            return answer.whole()
                    .thenMany(Flux.error(new AttemptFailed(ErrorKind.PROTOCOL, "The answer is not streamed.")));
        }
        return answer.streamed()
                ? streamed(answer)
                : answer.whole().<Sent>map(read -> () -> whole(read)).flux();
    }

    private StreamedAnswer.Output whole(Whole read) {
        String error = read.reading().error();
        if (error != null) {
            return new StreamedAnswer.Output(
                    StreamedAnswer.none(), new AttemptFailed(ErrorKind.SERVER, "In the answer: " + error));
        }
        whole = Tally.NONE.plus(read.reading());
        contentType = read.contentType();
        length = read.bytes().length;
        succeeded();
        return new StreamedAnswer.Output(read.bytes(), null);
    }

    private Flux<Sent> streamed(ProviderAnswer answer) {
        contentType = answer.streamType();
        return answer.pieces()
                .<Sent>map(pieces -> () -> stream.feed(pieces))
                .concatWith(Mono.just(
                        () -> stream.over() ? new StreamedAnswer.Output(StreamedAnswer.none(), null) : stream.end()));
    }

    private void read(Sent sent, SynchronousSink<Piece> sink) {
        StreamedAnswer.Output output = sent.read();
        boolean over = stream.over() || whole != null;
        if (output.bytes().length > 0 || stream.content() || over) {
            sink.next(new Piece(output.bytes(), over));
        }
        if (output.failure() != null) {
            sink.error(output.failure());
        }
    }

    private Flux<Piece> ended(Throwable error) {
        if (stream.over() || whole != null) {
            // The answer was complete; only its connection lingered.
            return Flux.empty();
        }
        AttemptFailed failure = failure(error);
        return stream.complete() && Conduct.harmlessWhenComplete(failure.kind())
                ? Flux.just(new Piece(stream.end().bytes(), true))
                : Flux.error(failure);
    }

    private AttemptFailed failure(Throwable error) {
        return switch (error) {
            case AttemptFailed failed -> failed;
            case TimeoutException late
            when stream.content() -> new AttemptFailed(ErrorKind.TIMEOUT, "The stream stalled.");
            case TimeoutException late ->
                new AttemptFailed(ErrorKind.TIMEOUT, call.streamed() ? "No content in time." : "No answer in time.");
            case Untranslatable missing -> AttemptFailed.untranslatable(missing, call.operation(), parts.errors());
            case JacksonException unreadable ->
                new AttemptFailed(ErrorKind.PROTOCOL, "The answer is not well-formed JSON.");
            case SseFrames.TooLarge large -> new AttemptFailed(ErrorKind.PROTOCOL, String.valueOf(large.getMessage()));
            case UpstreamAnswer.TooLarge large ->
                new AttemptFailed(ErrorKind.PROTOCOL, String.valueOf(large.getMessage()));
            default ->
                new AttemptFailed(
                        ErrorKind.CONNECTION,
                        (stream.content() ? "The connection broke: " : "No connection: ") + error.getMessage());
        };
    }

    /** For the ledger; the circuit hears of it by {@link #settled}. */
    void succeeded() {
        succeeded = true;
        ledger.succeeded(entry, status);
        parts.meters().malformed(stream.malformed());
    }

    /** Tells the circuit of the success; completes when an event that this has caused is in the spool. */
    Mono<Void> settled() {
        return report(new Signal.Succeeded(era(), ledger.lengthMs(entry), entry.firstTokenMs()));
    }

    /** Tells ledger, parking and circuit of the failure; completes when an event that this has caused is in the spool. */
    Mono<Void> failed(AttemptFailed failure) {
        long duration = ledger.ms(entry);
        ledger.failed(entry, failure);
        parts.meters().malformed(stream.malformed());
        var category = failure.kind().category();
        if (failure.kind() == ErrorKind.RATE_LIMIT) {
            return report(new Signal.RateLimited(era()));
        }
        return report(
                category == null
                        ? new Signal.Neutral(era())
                        : new Signal.Failed(era(), category, duration, failure.retryAfter(), failure.reason()));
    }

    void cancelled(String reason) {
        if (succeeded) {
            settled().subscribe();
            return;
        }
        ledger.cancelled(entry, reason);
        report(new Signal.Neutral(era())).subscribe();
    }

    private Mono<Void> report(Signal.Ended signal) {
        return Mono.defer(() -> reported.compareAndSet(false, true)
                ? parts.circuits().report(pick.circuit(), signal, call.span().traceId())
                : Mono.empty());
    }

    private long era() {
        return pick.admission().era();
    }

    Pick pick() {
        return pick;
    }

    Ledger.Entry entry() {
        return entry;
    }

    boolean prefilled() {
        return prefilled;
    }

    /** What the answer has said so far. */
    Tally tally() {
        Tally complete = whole;
        return complete == null ? stream.tally() : complete;
    }

    int status() {
        return status;
    }

    @Nullable
    String contentType() {
        return contentType;
    }

    /** In bytes; -1 for a stream. */
    long length() {
        return length;
    }
}
