package io.switchgear.router.dataplane;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.router.catalog.Route;
import io.switchgear.router.catalog.Workspace;
import io.switchgear.router.conduct.Conduct;
import io.switchgear.router.conduct.ErrorKind;
import io.switchgear.router.conduct.Situation;
import io.switchgear.router.usage.Tally;

/**
 * One request on its way over targets and fallbacks until one answers. Subscribed once. What follows a failure is decided by
 * {@link Conduct}; here it is carried out. A stream that breaks is gone on with by another target or ends with an error in the caller's
 * dialect, never like a complete answer.
 */
final class Exchange {

    private final Parts parts;
    private final Ledger.Call call;
    private final Selector.Wish wish;
    private final Ledger ledger;
    private final ResponseHead head;
    private final RoutePlan plan;
    private final Chances chances;
    private final Rescuing rescuing;
    private final List<Attempt> underWay = new CopyOnWriteArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable Attempt last;
    private @Nullable AttemptFailed lastFailure;
    private @Nullable Instant earliest;
    private boolean hedged;
    private boolean rivals;
    private boolean delivered;

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
        this.wish = new Selector.Wish(call.workspaceId(), call.model(), call.operation(), affinity);
        this.plan = new RoutePlan(workspace, route);
        this.chances = new Chances(parts, call.workspaceId(), plan, ledger, route);
        this.rescuing = new Rescuing(parts, call, body, route.rescue());
        parts.budgets().requested(call.workspaceId(), route);
    }

    /** The body for the caller; status and headers are set before its first piece. */
    Flux<byte[]> answer() {
        return Flux.defer(this::next).doOnCancel(this::cancelled);
    }

    /** Somebody who may be asked now, or soon, or nobody. */
    private Flux<byte[]> next() {
        while (chances.left() && plan.current() instanceof Route route) {
            Duration pace = chances.pace();
            if (!pace.isZero()) {
                return after(pace, this::next);
            }
            var selection = parts.selector().select(route, wish, plan);
            if (selection.pick() != null) {
                return attempt(selection.pick());
            }
            earliest = earlier(earliest, selection.earliest());
            Instant parked = selection.parkedUntil();
            if (parked != null && chances.waitable(route, parked)) {
                Duration wait = Duration.between(parts.now(), parked).plusMillis(1);
                plan.waits(wait);
                return after(wait, this::next);
            }
            plan.advance();
        }
        return nobody();
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    private static Flux<byte[]> after(Duration wait, Supplier<Flux<byte[]>> then) {
        return Mono.delay(wait).thenMany(Flux.defer(then));
    }

    private Flux<byte[]> attempt(Pick pick) {
        Attempt attempt = begin(pick, delivered ? Ledger.Role.RESCUE : Ledger.Role.PLAIN);
        Flux<Hedging.Heard> heard = call(attempt);
        Duration late = delivered || hedged ? null : late(pick.route());
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
        plan.tried(pick);
        underWay.add(attempt);
        last = attempt;
        return attempt;
    }

    private Flux<Hedging.Heard> call(Attempt attempt) {
        return attempt.pieces(rescuing.request(attempt), chances.timeLeft(), delivered)
                .map(piece -> new Hedging.Heard(attempt, piece))
                .onErrorResume(AttemptFailed.class, failure -> noted(attempt, failure));
    }

    /** When an attempt is late enough for a second one; null if the pool wants none, or nobody knows. */
    private @Nullable Duration late(Route route) {
        var hedge = route.hedge();
        if (hedge == null) {
            return null;
        }
        return hedge.delayMs() != null
                ? Duration.ofMillis(hedge.delayMs())
                : parts.firstContents().p95(call.workspaceId(), route.name(), call.streamed(), parts.now());
    }

    /** A second attempt beside {@code first}, at a sibling. */
    private Flux<Hedging.Heard> hedge(Pick first) {
        hedged = true;
        plan.exclude(first.target());
        boolean possible = chances.left()
                && parts.selector().available(first.route(), wish, plan)
                && parts.budgets().hedge(call.workspaceId(), first.route());
        Pick pick =
                possible ? parts.selector().select(first.route(), wish, plan).pick() : null;
        if (pick == null) {
            plan.include(first.target());
            return Flux.empty();
        }
        rivals = true;
        return call(begin(pick, Ledger.Role.HEDGE));
    }

    private byte[] deliver(Attempt attempt, Attempt.Piece piece) {
        last = attempt;
        underWay.removeIf(other -> other != attempt);
        byte[] bytes = piece.bytes();
        boolean first = !delivered && bytes.length > 0;
        if (bytes.length > 0) {
            chances.answered();
            if (attempt.length() < 0) {
                ledger.firstToken(attempt.entry());
            }
        }
        if (piece.over()) {
            finish(attempt);
        }
        if (first) {
            delivered = true;
            if (rivals) {
                parts.meters().hedged(attempt.entry().role() == Ledger.Role.HEDGE);
            }
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
        return bytes;
    }

    /** Before the answer's end is given away: whoever has seen it can rely on the record. */
    private void finish(Attempt attempt) {
        if (over.compareAndSet(false, true)) {
            attempt.succeeded();
            rescuing.succeeded(attempt);
            ledger.tell(attempt.status(), null, null, attempt.entry(), attempt.tally());
        }
    }

    private Flux<byte[]> settled() {
        Attempt attempt = last;
        return attempt == null ? Flux.empty() : attempt.settled().thenMany(Flux.empty());
    }

    /** The failure takes effect at once, whether or not another attempt is still under way; then it goes on as an error. */
    private Flux<Hedging.Heard> noted(Attempt attempt, AttemptFailed failure) {
        underWay.remove(attempt);
        Pick pick = attempt.pick();
        lastFailure = failure;
        last = attempt;
        if (failure.kind() == ErrorKind.RATE_LIMIT) {
            chances.rateLimited();
            parts.parking().park(pick.space(), chances.parkedUntil(failure, pick));
        } else if (failure.kind().ofAccount()) {
            plan.excludeAccount(pick.target());
        } else if (failure.kind() != ErrorKind.CALLER) {
            plan.exclude(pick.target());
        }
        var refusal = failure.refusal();
        if (failure.kind() == ErrorKind.MODEL && refusal != null && refusal.status() == 404) {
            parts.selector().unknownModel(pick);
        }
        return attempt.failed(failure).thenMany(Flux.error(failure));
    }

    private Flux<byte[]> afterFailure(Attempt first) {
        AttemptFailed failure = lastFailure;
        Attempt attempt = last == null ? first : last;
        if (failure == null) {
            return Flux.error(new IllegalStateException("Failed without a reason."));
        }
        chances.brokenOff();
        Pick pick = attempt.pick();
        Route route = pick.route();
        var step = Conduct.after(failure.kind(), situation(attempt, failure));
        return switch (step) {
            case AGAIN -> again(pick);
            case LATER -> {
                Duration pause = chances.pause(failure, pick);
                yield pause == null ? passOver() : after(pause, () -> again(pick));
            }
            case WAIT -> {
                chances.spend(route);
                yield next();
            }
            case SIBLING, RESCUE -> next();
            case FALLBACK -> passOver();
            case LARGER -> {
                plan.toLarger(route);
                yield next();
            }
            case RERUN -> {
                rescuing.refused(pick);
                yield again(pick);
            }
            case BREAK_OFF -> brokenOff(attempt, failure);
            case GIVE_UP -> givenUp();
        };
    }

    private Flux<byte[]> passOver() {
        plan.advance();
        return next();
    }

    private Situation situation(Attempt attempt, AttemptFailed failure) {
        Pick pick = attempt.pick();
        Route route = pick.route();
        Instant parked = parts.parking().parked(pick.space(), parts.now());
        return new Situation(
                !delivered
                        ? Situation.Phase.NOTHING_SENT
                        : rescuing.possible() ? Situation.Phase.RESCUABLE : Situation.Phase.SENT,
                chances.left(),
                plan.tries(pick),
                chances.again(pick),
                parked == null || chances.waitable(route, parked),
                parts.selector().available(route, wish, plan),
                plan.behind() > 0,
                plan.larger(route),
                attempt.prefilled());
    }

    private Flux<byte[]> again(Pick pick) {
        chances.spend(pick.route());
        Pick again = parts.selector().again(pick);
        return again == null ? next() : attempt(again);
    }

    private Flux<byte[]> brokenOff(Attempt attempt, AttemptFailed failure) {
        over.set(true);
        rescuing.failed(failure);
        ledger.tell(200, failure.kind().outcome(), failure.reason(), attempt.entry(), attempt.tally());
        return Flux.just(rescuing.interruption(failure));
    }

    private Flux<byte[]> nobody() {
        Attempt attempt = last;
        AttemptFailed failure = lastFailure;
        return delivered && attempt != null && failure != null ? brokenOff(attempt, failure) : givenUp();
    }

    private Flux<byte[]> givenUp() {
        var error = FinalError.of(
                lastFailure, earliest, parts.now(), call.operation().dialect(), parts.errors());
        over.set(true);
        ledger.tell(error.status(), error.errorType(), error.message(), null, Tally.NONE);
        Attempt attempt = last;
        head.refused(attempt == null ? null : attempt.pick(), attempt == null ? null : attempt.entry(), ledger, error);
        return Flux.just(error.body());
    }

    private void cancelled() {
        if (over.compareAndSet(false, true)) {
            underWay.forEach(attempt -> attempt.cancelled("The caller went away."));
            ledger.tell(499, "cancelled", "The caller went away.", null, Tally.NONE);
        }
    }
}
