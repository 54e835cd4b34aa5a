package io.switchgear.router.dataplane;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.usage.Tally;

/** How a request ends: once, and told before its last byte is given away, so that whoever has that can rely on the record. */
final class Ending {

    private final Ledger ledger;
    private final ResponseHead head;
    private final AtomicBoolean over = new AtomicBoolean();

    Ending(Ledger ledger, ResponseHead head) {
        this.ledger = ledger;
        this.head = head;
    }

    /** Whether it has ended. */
    boolean told() {
        return over.get();
    }

    /** The caller has a whole answer. */
    void answered(Attempt attempt, Rescuing rescuing) {
        if (over.compareAndSet(false, true)) {
            attempt.succeeded();
            rescuing.succeeded(attempt);
            ledger.tell(attempt.status(), null, null, attempt.entry(), attempt.tally());
        }
    }

    /** The caller has the beginning of a stream, and gets an error as its end. */
    byte[] brokenOff(Exchange.Interruption broke, Rescuing rescuing) {
        over.set(true);
        Attempt attempt = broke.attempt();
        ledger.tell(200, broke.outcome(), broke.reason(), attempt.entry(), attempt.tally());
        return rescuing.interruption(broke.reason());
    }

    /**
     * The caller gets an error instead of an answer.
     *
     * @param last attempt; null if nobody was asked
     */
    byte[] refused(@Nullable Attempt last, FinalError error) {
        over.set(true);
        ledger.tell(error.status(), error.errorType(), error.message(), null, Tally.NONE);
        head.refused(last == null ? null : last.pick(), last == null ? null : last.entry(), ledger, error);
        return error.body();
    }

    /** Nobody is there any more. */
    void cancelled(Collection<Attempt> underWay) {
        if (over.compareAndSet(false, true)) {
            underWay.forEach(attempt -> attempt.cancelled("The caller went away."));
            ledger.tell(499, "cancelled", "The caller went away.", null, Tally.NONE);
        }
    }
}
