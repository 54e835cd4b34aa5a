package io.switchgear.router.dataplane;

import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.usage.Tally;

/** How a request ends: once, and told before its last byte is given away, so that whoever has that can rely on the record. */
final class Ending {

    private final Parts parts;
    private final Ledger.Call call;
    private final Ledger ledger;
    private final ResponseHead head;
    private final AtomicBoolean over = new AtomicBoolean();

    Ending(Parts parts, Ledger.Call call, Ledger ledger, ResponseHead head) {
        this.parts = parts;
        this.call = call;
        this.ledger = ledger;
        this.head = head;
    }

    /** The caller has a whole answer. */
    void answered(Attempt attempt, Rescuing rescuing) {
        if (over.compareAndSet(false, true)) {
            attempt.succeeded();
            rescuing.succeeded(attempt);
            ledger.tell(attempt.status(), null, null, attempt.entry(), attempt.tally());
        }
    }

    /**
     * The caller has the beginning of a stream, and gets an error as its end.
     *
     * @param last why nobody goes on with it
     */
    byte[] brokenOff(Exchange.Interruption broke, AttemptFailed last, Rescuing rescuing) {
        over.set(true);
        rescuing.failed(last);
        Attempt attempt = broke.attempt();
        AttemptFailed failure = broke.failure();
        ledger.tell(200, failure.kind().outcome(), failure.reason(), attempt.entry(), attempt.tally());
        return rescuing.interruption(failure);
    }

    /**
     * The caller gets an error instead of an answer.
     *
     * @param last attempt; null if nobody was asked
     * @param failure the last one; null likewise
     * @param earliest when somebody may be asked again; null if nobody knows
     */
    byte[] refused(@Nullable Attempt last, @Nullable AttemptFailed failure, @Nullable Instant earliest) {
        over.set(true);
        var error =
                FinalError.of(failure, earliest, parts.now(), call.operation().dialect(), parts.errors());
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
