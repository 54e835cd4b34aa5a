package io.switchgear.router.dataplane;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

import io.switchgear.router.breaker.Circuits;
import io.switchgear.router.catalog.Route;
import io.switchgear.router.catalog.RouteTarget;
import io.switchgear.router.catalog.Workspace;
import io.switchgear.router.circuit.Signal;
import io.switchgear.router.dialect.Adapters;
import io.switchgear.router.dialect.ProviderAnswer;
import io.switchgear.router.dialect.chat.Untranslatable;
import io.switchgear.router.pool.Timeouts;
import io.switchgear.router.upstream.UpstreamAnswer;
import io.switchgear.router.usage.Reading;
import io.switchgear.router.usage.SseFrames;
import io.switchgear.router.usage.Tally;

/**
 * One request on its way over targets and fallbacks until one answers. Subscribed once. As soon as anything was given to the caller
 * nothing is tried again: a stream that breaks then ends with an error in the caller's dialect, never like a complete answer.
 */
final class Exchange {

    /** How long a provider may keep the connection of a finished stream to itself before it is closed. */
    private static final Duration LINGER = Duration.ofMillis(100);

    /** How long a stream that has finished may take to tell its usage and its end. */
    private static final Duration USAGE_WAIT = Duration.ofSeconds(2);

    private static final Duration BUSY = Duration.ofSeconds(1);

    private final Parts parts;
    private final Workspace workspace;
    private final CallBody body;
    private final Ledger.Call call;
    private final Selector.Wish wish;
    private final Ledger ledger;
    private final ResponseHead head;
    private final Deque<Route> routes = new ArrayDeque<>();
    private final Set<RouteTarget> excluded = new HashSet<>();
    private final Instant deadline;
    private final AtomicBoolean over = new AtomicBoolean();
    private Timeouts timeouts;
    private int maxAttempts;
    private int sameTargetLeft;
    private @Nullable Pick pick;
    private @Nullable AttemptFailed lastFailure;
    private @Nullable Instant earliest;
    private boolean waited;
    private boolean delivered;
    private Signal.@Nullable Succeeded success;

    /**
     * What every request is served with.
     *
     * @param selector chooses targets
     * @param circuits hear of outcomes
     * @param adapters call providers
     * @param parking remembers rate limits
     * @param errors speaks the caller's dialect
     * @param timeouts where neither pool nor provider sets any
     * @param clock the time
     */
    record Parts(
            Selector selector,
            Circuits circuits,
            Adapters adapters,
            Parking parking,
            DialectErrors errors,
            Timeouts timeouts,
            InstantSource clock) {}

    Exchange(
            Parts parts,
            Workspace workspace,
            Route route,
            CallBody body,
            Ledger.Call call,
            String affinity,
            Ledger ledger,
            ResponseHead head) {
        this.parts = parts;
        this.workspace = workspace;
        this.body = body;
        this.call = call;
        this.ledger = ledger;
        this.head = head;
        this.wish = new Selector.Wish(call.workspaceId(), call.model(), call.operation(), affinity);
        this.timeouts = route.timeouts().or(parts.timeouts());
        this.maxAttempts = route.retry().attempts();
        this.sameTargetLeft = route.retry().again();
        this.deadline = parts.clock().instant().plusMillis(millis(timeouts.deadlineMs()));
        routes.add(route);
        queueFallbacks(route, new HashSet<>(Set.of(route.name())));
    }

    private void queueFallbacks(Route route, Set<String> seen) {
        for (String name : route.fallback()) {
            workspace.fallback(name).filter(next -> seen.add(next.name())).ifPresent(next -> {
                routes.add(next);
                queueFallbacks(next, seen);
            });
        }
    }

    /** The body for the caller; status and headers are set before its first piece. */
    Flux<byte[]> answer() {
        return Flux.defer(this::next).doOnCancel(this::cancelled);
    }

    private Flux<byte[]> next() {
        if (ledger.attempts() >= maxAttempts || !parts.clock().instant().isBefore(deadline)) {
            return givenUp();
        }
        while (!routes.isEmpty()) {
            Route route = routes.getFirst();
            var selection = parts.selector().select(route, wish, excluded);
            if (selection.pick() != null) {
                return attempt(selection.pick());
            }
            earliest = selection.earliest() == null
                    ? earliest
                    : earliest == null || selection.earliest().isBefore(earliest) ? selection.earliest() : earliest;
            Flux<byte[]> again = sameTargetAgain(route);
            if (again != null) {
                return again;
            }
            routes.removeFirst();
            if (!routes.isEmpty()) {
                timeouts = routes.getFirst().timeouts().or(parts.timeouts());
                sameTargetLeft = routes.getFirst().retry().again();
                waited = false;
            }
        }
        return givenUp();
    }

    /** With nobody else to ask in the pool: once more after a passing failure, or after a short enough Retry-After. */
    private @Nullable Flux<byte[]> sameTargetAgain(Route route) {
        AttemptFailed failure = lastFailure;
        Pick last = pick;
        if (failure == null || last == null || last.route() != route) {
            return null;
        }
        if (failure.kind().passing() && sameTargetLeft > 0 && parts.circuits().admits(last.circuit())) {
            sameTargetLeft--;
            excluded.remove(last.target());
            return next();
        }
        if (failure.kind() == ErrorKind.RATE_LIMIT && !waited) {
            Instant now = parts.clock().instant();
            Instant until = parts.parking().parked(last.space(), now);
            Duration wait = until == null ? Duration.ZERO : Duration.between(now, until);
            if (wait.toMillis() <= millis(timeouts.retryAfterCapMs())
                    && now.plus(wait).isBefore(deadline)) {
                waited = true;
                excluded.remove(last.target());
                return Mono.delay(wait.plusMillis(1)).thenMany(Flux.defer(this::next));
            }
        }
        return null;
    }

    private Flux<byte[]> attempt(Pick chosen) {
        pick = chosen;
        var provider = chosen.target().provider();
        Timeouts limits = chosen.route().timeouts().or(provider.timeouts()).or(parts.timeouts());
        ledger.began(chosen);
        boolean streamed = call.streamed();
        var state = new StreamedAnswer(call.operation(), body.usageWanted());
        return parts.adapters()
                .call(provider, chosen.model(), body, limits)
                .flatMapMany(answer -> answered(chosen, answer, state))
                .timeout(Mono.delay(firstLimit(limits, streamed)), piece -> pause(limits, state))
                .onErrorResume(error -> failed(chosen, state, failure(error, state)));
    }

    private Duration firstLimit(Timeouts limits, boolean streamed) {
        long limit = streamed ? millis(limits.firstTokenMs()) : millis(limits.silenceMs());
        long left =
                Math.max(1, Duration.between(parts.clock().instant(), deadline).toMillis());
        return Duration.ofMillis(Math.min(limit, left));
    }

    private static Mono<Long> pause(Timeouts limits, StreamedAnswer state) {
        return Mono.defer(() -> Mono.delay(
                state.over()
                        ? LINGER
                        : state.complete() ? USAGE_WAIT : Duration.ofMillis(millis(limits.streamIdleMs()))));
    }

    private Flux<byte[]> answered(Pick chosen, ProviderAnswer answer, StreamedAnswer state) {
        if (!answer.ok()) {
            return answer.refused()
                    .flatMapMany(refused ->
                            Flux.error(Refusals.of(refused, parts.clock().instant())));
        }
        return answer.streamed()
                ? streamed(chosen, answer, state)
                : whole(chosen, answer).flux();
    }

    private Mono<byte[]> whole(Pick chosen, ProviderAnswer answer) {
        return answer.whole().flatMap(whole -> {
            Reading reading = whole.reading();
            if (reading.error() != null) {
                return Mono.error(new AttemptFailed(ErrorKind.SERVER, "In the answer: " + reading.error()));
            }
            long duration = ledger.attemptMs();
            ledger.succeeded(answer.status());
            return parts.circuits()
                    .report(
                            chosen.circuit(),
                            new Signal.Succeeded(chosen.admission().era(), duration, null),
                            call.span().traceId())
                    .then(Mono.fromSupplier(() -> {
                        over.set(true);
                        ledger.tell(answer.status(), null, null, chosen, Tally.NONE.plus(reading));
                        head.answered(chosen, ledger, answer.status(), whole.contentType(), whole.bytes().length);
                        delivered = true;
                        return whole.bytes();
                    }));
        });
    }

    private Flux<byte[]> streamed(Pick chosen, ProviderAnswer answer, StreamedAnswer state) {
        return answer.pieces()
                .map(state::feed)
                .concatWith(Mono.fromSupplier(
                        () -> state.over() ? new StreamedAnswer.Output(StreamedAnswer.none(), null) : state.end()))
                .<byte[]>handle((output, sink) -> {
                    if (output.bytes().length > 0) {
                        if (!delivered) {
                            delivered = true;
                            ledger.firstToken();
                            head.answered(chosen, ledger, answer.status(), answer.streamType(), -1);
                        }
                        if (state.over()) {
                            finish(chosen, answer.status(), state);
                        }
                        sink.next(output.bytes());
                    }
                    if (output.failure() != null) {
                        sink.error(output.failure());
                    }
                })
                .concatWith(Flux.defer(() -> settle(chosen)));
    }

    /** Before the stream's end is given away: whoever has seen it can rely on the record. */
    private void finish(Pick chosen, int status, StreamedAnswer state) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        success = new Signal.Succeeded(chosen.admission().era(), ledger.attemptMs(), ledger.firstTokenMs());
        ledger.succeeded(status);
        ledger.tell(status, null, null, chosen, state.tally());
    }

    private Flux<byte[]> settle(Pick chosen) {
        Signal.Succeeded outcome = success;
        success = null;
        return outcome == null
                ? Flux.empty()
                : parts.circuits()
                        .report(chosen.circuit(), outcome, call.span().traceId())
                        .thenMany(Flux.empty());
    }

    private AttemptFailed failure(Throwable error, StreamedAnswer state) {
        return switch (error) {
            case AttemptFailed failed -> failed;
            case TimeoutException late when delivered -> new AttemptFailed(ErrorKind.TIMEOUT, "The stream stalled.");
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
                        (delivered ? "The connection broke: " : "No connection: ") + error.getMessage());
        };
    }

    private Flux<byte[]> failed(Pick chosen, StreamedAnswer state, AttemptFailed failure) {
        if (over.get()) {
            // The answer was complete; only its connection lingered.
            return settle(chosen);
        }
        if (delivered && state.complete() && failure.kind() != ErrorKind.SERVER) {
            // It has said why it finished; that it then said nothing more, or hung up, takes nothing away.
            byte[] end = state.end().bytes();
            finish(chosen, 200, state);
            return Flux.just(end).concatWith(settle(chosen));
        }
        lastFailure = failure;
        if (failure.kind() != ErrorKind.CALLER) {
            excluded.add(chosen.target());
        }
        Signal.Ended signal = signal(chosen, failure);
        if (failure.kind() == ErrorKind.RATE_LIMIT) {
            parts.parking().park(chosen.space(), parkedUntil(failure));
        }
        ledger.failed(failure);
        Mono<Void> reported =
                parts.circuits().report(chosen.circuit(), signal, call.span().traceId());
        if (delivered) {
            return reported.thenMany(Flux.defer(() -> brokenOff(chosen, state, failure)));
        }
        return switch (failure.kind()) {
            case CALLER -> reported.thenMany(Flux.defer(this::givenUp));
            case CONTEXT ->
                reported.thenMany(Flux.defer(() -> {
                    routes.pollFirst();
                    return next();
                }));
            default -> reported.thenMany(Flux.defer(this::next));
        };
    }

    private Signal.Ended signal(Pick chosen, AttemptFailed failure) {
        long era = chosen.admission().era();
        var category = failure.kind().category();
        if (failure.kind() == ErrorKind.RATE_LIMIT) {
            return new Signal.RateLimited(era);
        }
        return category == null
                ? new Signal.Neutral(era)
                : new Signal.Failed(era, category, ledger.attemptMs(), failure.retryAfter(), failure.reason());
    }

    private Instant parkedUntil(AttemptFailed failure) {
        Instant wanted = failure.retryAfter();
        return wanted != null
                ? wanted
                : parts.clock()
                        .instant()
                        .plusMillis(BUSY.toMillis() / 2
                                + ThreadLocalRandom.current().nextLong(BUSY.toMillis() / 2));
    }

    private Flux<byte[]> brokenOff(Pick chosen, StreamedAnswer state, AttemptFailed failure) {
        over.set(true);
        ledger.tell(200, failure.kind().outcome(), failure.reason(), chosen, state.tally());
        return Flux.just(parts.errors()
                .event(call.operation(), "stream_interrupted", "The stream was interrupted: " + failure.reason()));
    }

    private Flux<byte[]> givenUp() {
        var last = FinalError.of(
                lastFailure, earliest, parts.clock().instant(), call.operation().dialect(), parts.errors());
        over.set(true);
        ledger.tell(last.status(), last.errorType(), last.message(), null, Tally.NONE);
        head.refused(pick, ledger, last);
        return Flux.just(last.body());
    }

    private void cancelled() {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        Pick chosen = pick;
        ledger.cancelled();
        ledger.tell(499, "cancelled", "The caller went away.", null, Tally.NONE);
        if (chosen != null) {
            parts.circuits()
                    .report(
                            chosen.circuit(),
                            new Signal.Neutral(chosen.admission().era()),
                            call.span().traceId())
                    .subscribe();
        }
    }

    private static long millis(@Nullable Long limit) {
        return limit == null ? Long.MAX_VALUE / 4 : limit;
    }
}
