package io.switchgear.router.dataplane;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.router.catalog.Route;
import io.switchgear.router.catalog.Workspace;
import io.switchgear.router.conduct.Conduct;
import io.switchgear.router.conduct.Situation;

/**
 * One request on its way over targets and fallbacks until one answers. Subscribed once. What follows a failure is decided by
 * {@link Conduct}; here it is carried out. A stream that breaks is gone on with by another target or ends with an error in the caller's
 * dialect, never like a complete answer.
 */
final class Exchange {

    private static final String STOPS = "The service stops.";

    private final Parts parts;
    private final Ledger.Call call;
    private final Ledger ledger;
    private final ResponseHead head;
    private final Search search;
    private final Hedging hedging;
    private final Rescuing rescuing;
    private final Ending ending;
    private final List<Attempt> underWay = new CopyOnWriteArrayList<>();
    private @Nullable Attempt last;
    private @Nullable Attempt heard;
    private @Nullable AttemptFailed lastFailure;
    private @Nullable Interruption interruption;
    private volatile boolean closing;

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
        this.call = call;
        this.ledger = ledger;
        this.head = head;
        var wish = new Selector.Wish(call.workspaceId(), call.model(), call.operation(), affinity);
        this.search = new Search(parts, workspace, route, wish, ledger);
        this.hedging = new Hedging(parts, call, search);
        this.rescuing = new Rescuing(parts, call, body, route.rescue());
        this.ending = new Ending(ledger, head);
        parts.budgets().requested(call.workspaceId(), route);
    }

    /**
     * What broke a stream off. What those say who are asked to go on with it is not the caller's business: they were asked something else.
     *
     * @param attempt that the caller has heard
     * @param outcome for telemetry
     * @param reason for people
     */
    record Interruption(Attempt attempt, String outcome, String reason) {}

    /** The body for the caller; status and headers are set before its first piece. */
    Flux<byte[]> answer() {
        return Flux.defer(this::next)
                .doOnCancel(this::cancelled)
                .takeUntilOther(parts.closing().over().doOnSuccess(over -> closing = true))
                .concatWith(Flux.defer(this::closed));
    }

    private void cancelled() {
        if (closing) {
            underWay.forEach(attempt -> attempt.cancelled(STOPS));
        } else {
            ending.cancelled(underWay);
        }
    }

    /** The service stops before there is a whole answer. */
    private Flux<byte[]> closed() {
        if (!closing || ending.told()) {
            return Flux.empty();
        }
        Attempt attempt = heard;
        return Flux.just(
                attempt == null
                        ? ending.refused(
                                last,
                                FinalError.stopping(STOPS, call.operation().dialect(), parts.errors()))
                        : ending.brokenOff(new Interruption(attempt, "cancelled", STOPS), rescuing));
    }

    /** Somebody who may be asked now, or soon, or nobody. */
    private Flux<byte[]> next() {
        return switch (search.next()) {
            case Search.Next.Ask ask -> attempt(ask.pick());
            case Search.Next.Wait wait -> after(wait.time(), this::next);
            case Search.Next.Nobody nobody -> nobody();
        };
    }

    private static Flux<byte[]> after(Duration wait, Supplier<Flux<byte[]>> then) {
        return Mono.delay(wait).thenMany(Flux.defer(then));
    }

    private Flux<byte[]> attempt(Pick pick) {
        Attempt attempt = begin(pick, delivered() ? Ledger.Role.RESCUE : Ledger.Role.PLAIN);
        Flux<Hedging.Heard> heard = call(attempt);
        Duration late = delivered() ? null : hedging.late(pick.route());
        if (late != null) {
            heard = Hedging.race(heard, late, () -> hedge(pick));
        }
        return heard(heard, attempt);
    }

    private Flux<byte[]> heard(Flux<Hedging.Heard> heard, Attempt attempt) {
        return heard.<byte[]>handle((piece, sink) -> {
                    byte[] bytes = deliver(piece.attempt(), piece.piece());
                    if (bytes.length > 0) {
                        sink.next(bytes);
                    }
                })
                .concatWith(Flux.defer(this::settled))
                .onErrorResume(Exchange::failed, error -> afterFailure(attempt));
    }

    /** Anything else is a mistake of ours. */
    private static boolean failed(Throwable error) {
        return error instanceof AttemptFailed || error instanceof Hedging.NobodyHeard;
    }

    private Attempt begin(Pick pick, Ledger.Role role) {
        var attempt = rescuing.attempt(ledger, ledger.began(pick, role), pick);
        search.began(pick);
        underWay.add(attempt);
        last = attempt;
        return attempt;
    }

    private Flux<Hedging.Heard> call(Attempt attempt) {
        return attempt.pieces(rescuing.request(attempt), search.timeLeft(), delivered())
                .map(piece -> new Hedging.Heard(attempt, piece))
                .onErrorResume(AttemptFailed.class, failure -> noted(attempt, failure));
    }

    private Flux<Hedging.Heard> hedge(Pick first) {
        Pick rival = hedging.rival(first);
        return rival == null ? Flux.empty() : call(begin(rival, Ledger.Role.HEDGE));
    }

    private byte[] deliver(Attempt attempt, Attempt.Piece piece) {
        last = attempt;
        underWay.removeIf(other -> other != attempt);
        byte[] bytes = piece.bytes();
        boolean first = !delivered() && bytes.length > 0;
        if (bytes.length > 0) {
            heard = attempt;
            search.answered();
            if (attempt.length() < 0) {
                ledger.firstToken(attempt.entry());
            }
        }
        if (piece.over()) {
            ending.answered(attempt, rescuing);
        }
        if (first) {
            begun(attempt);
        }
        return bytes;
    }

    /** Whether the caller has got anything. */
    private boolean delivered() {
        return heard != null;
    }

    /** The caller gets the first of it. */
    private void begun(Attempt attempt) {
        hedging.heard(attempt);
        parts.firstContents()
                .add(
                        call.workspaceId(),
                        attempt.pick().route().name(),
                        call.streamed(),
                        ledger.ms(attempt.entry()),
                        parts.now());
        head.answered(
                attempt.pick(), attempt.entry(), ledger, attempt.status(), attempt.contentType(), attempt.length());
    }

    private Flux<byte[]> settled() {
        Attempt attempt = last;
        return attempt == null ? Flux.empty() : attempt.settled().thenMany(Flux.empty());
    }

    /** The failure takes effect at once, whether or not another attempt is still under way; then it goes on as an error. */
    private Flux<Hedging.Heard> noted(Attempt attempt, AttemptFailed failure) {
        underWay.remove(attempt);
        last = attempt;
        lastFailure = failure;
        search.failed(attempt.pick(), failure);
        return attempt.failed(failure).thenMany(Flux.error(failure));
    }

    private Flux<byte[]> afterFailure(Attempt first) {
        AttemptFailed failure = lastFailure;
        Attempt attempt = last == null ? first : last;
        if (failure == null) {
            return Flux.error(new IllegalStateException("Failed without a reason."));
        }
        search.brokenOff();
        if (attempt == heard) {
            interruption = new Interruption(attempt, failure.kind().outcome(), failure.reason());
        }
        Pick pick = attempt.pick();
        var step = Conduct.after(failure.kind(), search.situation(pick, phase(), attempt.prefilled()));
        return switch (step) {
            case AGAIN -> again(pick);
            case LATER -> {
                Duration pause = search.pause(failure, pick);
                yield pause == null ? passOver() : after(pause, () -> again(pick));
            }
            case WAIT -> {
                search.waits(pick.route());
                yield next();
            }
            case SIBLING, RESCUE -> next();
            case FALLBACK -> passOver();
            case LARGER -> {
                search.toLarger(pick.route());
                yield next();
            }
            case RERUN -> {
                rescuing.refused(pick);
                yield again(pick);
            }
            case BREAK_OFF, GIVE_UP -> nobody();
        };
    }

    private Situation.Phase phase() {
        if (!delivered()) {
            return Situation.Phase.NOTHING_SENT;
        }
        return rescuing.possible() ? Situation.Phase.RESCUABLE : Situation.Phase.SENT;
    }

    private Flux<byte[]> passOver() {
        search.passOver();
        return next();
    }

    private Flux<byte[]> again(Pick pick) {
        Pick again = search.again(pick);
        return again == null ? next() : attempt(again);
    }

    private Flux<byte[]> nobody() {
        AttemptFailed failure = lastFailure;
        Interruption broke = interruption;
        if (broke != null && failure != null) {
            rescuing.failed(failure);
            return Flux.just(ending.brokenOff(broke, rescuing));
        }
        var error = FinalError.of(
                failure, search.earliest(), parts.now(), call.operation().dialect(), parts.errors());
        return Flux.just(ending.refused(last, error));
    }
}
