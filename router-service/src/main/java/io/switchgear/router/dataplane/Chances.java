package io.switchgear.router.dataplane;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.catalog.Route;
import io.switchgear.router.conduct.Deadline;
import io.switchgear.router.pool.Timeouts;

/** How much more may be tried for a request, and when: attempts, time, retries, pauses. Not thread-safe. */
final class Chances {

    /** First pause before a busy target is asked again; the second is twice as long. */
    private static final Duration PAUSE = Duration.ofMillis(400);

    /** A request that meets rate limits makes no more than {@value #BURST} attempts in this time. */
    private static final Duration BURST_TIME = Duration.ofSeconds(3);

    private static final int BURST = 4;

    private final Parts parts;
    private final UUID workspaceId;
    private final RoutePlan plan;
    private final Ledger ledger;
    private final int maxAttempts;
    private final Deadline deadline;
    private boolean rateLimited;

    Chances(Parts parts, UUID workspaceId, RoutePlan plan, Ledger ledger, Route first) {
        this.parts = parts;
        this.workspaceId = workspaceId;
        this.plan = plan;
        this.ledger = ledger;
        this.maxAttempts = first.retry().attempts();
        this.deadline = new Deadline(
                parts.now().plusMillis(Timeouts.millis(limits(first).deadlineMs())));
    }

    private Timeouts limits(Route route) {
        return route.timeouts().or(parts.timeouts());
    }

    /** Whether attempts and time are left. */
    boolean left() {
        return ledger.attempts() < maxAttempts && !deadline.passed(parts.now());
    }

    Duration timeLeft() {
        return deadline.left(parts.now());
    }

    /** Content flows: time stands still. */
    void answered() {
        deadline.stop(parts.now());
    }

    void brokenOff() {
        deadline.resume(parts.now());
    }

    void rateLimited() {
        rateLimited = true;
    }

    /** How long the next attempt has to wait, so that a request which is rate-limited makes few in a short time. */
    Duration pace() {
        Instant begun = rateLimited ? ledger.began(BURST) : null;
        Duration wait = begun == null ? Duration.ZERO : Duration.between(parts.now(), begun.plus(BURST_TIME));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** Whether a pool's parked target is worth waiting for, rather than asking another model. */
    boolean waitable(Route route, Instant until) {
        Duration wait = Duration.between(parts.now(), until);
        return wait.plus(plan.waited()).toMillis()
                        <= Timeouts.millis(limits(route).retryAfterCapMs())
                && wait.compareTo(timeLeft()) < 0;
    }

    /** Whether the same target may be tried again. Each pool behind keeps an attempt: retries never make a fallback unreachable. */
    boolean again(Pick pick) {
        return plan.again() < pick.route().retry().again()
                && maxAttempts - ledger.attempts() > plan.behind()
                && parts.circuits().get(pick.circuit()).admits(parts.now())
                && parts.budgets().allows(workspaceId, pick.route());
    }

    void spend(Route route) {
        plan.triedAgain();
        parts.budgets().spend(workspaceId, route);
        parts.meters().retriedOnSameTarget();
    }

    /** Until when a target that is rate-limited is left alone. */
    Instant parkedUntil(AttemptFailed failure, Pick pick) {
        Instant wanted = failure.retryAfter();
        return wanted != null ? wanted : parts.now().plus(jittered(plan.tries(pick)));
    }

    /** Before a retry: as long as the provider says, or a little; null if that is too long. */
    @Nullable
    Duration pause(AttemptFailed failure, Pick pick) {
        Instant wanted = failure.retryAfter();
        Duration pause = jittered(plan.tries(pick));
        if (wanted == null) {
            return pause;
        }
        Duration told = Duration.between(parts.now(), wanted);
        return !waitable(pick.route(), wanted) ? null : told.compareTo(pause) > 0 ? told : pause;
    }

    /** With equal jitter (Brooker, Exponential Backoff And Jitter, 2015). */
    private static Duration jittered(int tries) {
        long longest = PAUSE.toMillis() << Math.min(4, Math.max(0, tries - 1));
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2) + 1);
    }
}
