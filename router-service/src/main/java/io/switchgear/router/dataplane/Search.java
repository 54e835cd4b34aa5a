package io.switchgear.router.dataplane;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.catalog.Route;
import io.switchgear.router.catalog.Workspace;
import io.switchgear.router.conduct.ErrorKind;
import io.switchgear.router.conduct.Situation;

/** One request's search for somebody who answers: whom to ask next, and what a failure means for that. Not thread-safe. */
final class Search {

    private final Parts parts;
    private final Selector.Wish wish;
    private final RoutePlan plan;
    private final Chances chances;
    private @Nullable Instant earliest;

    Search(Parts parts, Workspace workspace, Route route, Selector.Wish wish, Ledger ledger) {
        this.parts = parts;
        this.wish = wish;
        this.plan = new RoutePlan(workspace, route);
        this.chances = new Chances(parts, wish.workspaceId(), plan, ledger, route);
    }

    /** What to do now. */
    sealed interface Next {

        /** Ask somebody. */
        record Ask(Pick pick) implements Next {}

        /** Look again later. */
        record Wait(Duration time) implements Next {}

        /** There is nobody left, or no more chance. */
        record Nobody() implements Next {}
    }

    Next next() {
        while (chances.left() && plan.current() instanceof Route route) {
            Duration pace = chances.pace();
            if (!pace.isZero()) {
                return new Next.Wait(pace);
            }
            var selection = parts.selector().select(route, wish, plan);
            if (selection.pick() != null) {
                return new Next.Ask(selection.pick());
            }
            earliest = Selector.earlier(earliest, selection.earliest());
            Instant parked = selection.parkedUntil();
            if (parked != null && chances.waitable(route, parked)) {
                Duration wait = Duration.between(parts.now(), parked).plusMillis(1);
                plan.waits(wait);
                return new Next.Wait(wait);
            }
            plan.advance();
        }
        return new Next.Nobody();
    }

    /** Somebody for a second attempt beside {@code first}: a sibling; null if there is none, or the pool's share is used up. */
    @Nullable
    Pick rival(Pick first) {
        Route route = first.route();
        plan.exclude(first.target());
        boolean possible = chances.left()
                && parts.selector().available(route, wish, plan)
                && parts.budgets().hedge(wish.workspaceId(), route);
        Pick pick = possible ? parts.selector().select(route, wish, plan).pick() : null;
        if (pick == null) {
            plan.include(first.target());
        }
        return pick;
    }

    /** The same target once more, at the retry budget's cost; null if its circuit does not let it through. */
    @Nullable
    Pick again(Pick pick) {
        chances.spend(pick.route());
        return parts.selector().again(pick);
    }

    /** A pool's parked target is waited for, which costs a retry. */
    void waits(Route route) {
        chances.spend(route);
    }

    /** The next pool. */
    void passOver() {
        plan.advance();
    }

    void toLarger(Route route) {
        plan.toLarger(route);
    }

    void began(Pick pick) {
        plan.tried(pick);
    }

    void answered() {
        chances.answered();
    }

    void brokenOff() {
        chances.brokenOff();
    }

    Duration timeLeft() {
        return chances.timeLeft();
    }

    /** Before the same target is asked again; null if that is too long. */
    @Nullable
    Duration pause(AttemptFailed failure, Pick pick) {
        return chances.pause(failure, pick);
    }

    /** The earliest moment at which anybody may be asked that could not be; null if nobody knows. */
    @Nullable
    Instant earliest() {
        return earliest;
    }

    /** Who has failed is parked, or left out from now on; who does not know its model, by other requests, too. */
    void failed(Pick pick, AttemptFailed failure) {
        ErrorKind kind = failure.kind();
        if (kind == ErrorKind.RATE_LIMIT) {
            chances.rateLimited();
            parts.parking().park(pick.space(), chances.parkedUntil(failure, pick));
        } else if (kind.ofAccount()) {
            plan.excludeAccount(pick.target());
        } else if (kind != ErrorKind.CALLER) {
            plan.exclude(pick.target());
        }
        var refusal = failure.refusal();
        if (kind == ErrorKind.MODEL && refusal != null && refusal.status() == 404) {
            parts.selector().unknownModel(pick);
        }
    }

    /** @param prefilled whether the attempt that has failed was asked to go on from what was delivered */
    Situation situation(Pick pick, Situation.Phase phase, boolean prefilled) {
        Route route = pick.route();
        Instant parked = parts.parking().parked(pick.space(), parts.now());
        return new Situation(
                phase,
                chances.left(),
                plan.tries(pick),
                chances.again(pick),
                parked == null || chances.waitable(route, parked),
                parts.selector().available(route, wish, plan),
                plan.behind() > 0,
                plan.larger(route),
                prefilled);
    }
}
