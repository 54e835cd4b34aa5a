package io.switchgear.router.quota;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is held for a call under way. Settled once; whatever comes later has no effect. */
public final class Reservation {

    static final Reservation NONE = new Reservation(List.of(), InstantSource.system());

    private final List<Hold> holds;
    private final InstantSource clock;
    private final AtomicBoolean settled = new AtomicBoolean();

    /**
     * An amount held.
     *
     * @param counter where
     * @param window in which it was reserved
     * @param amount of the counter's meter
     */
    record Hold(Counter counter, Window window, long amount) {}

    Reservation(List<Hold> holds, InstantSource clock) {
        this.holds = holds;
        this.clock = clock;
    }

    /** Whether anything is held at all. */
    public boolean isEmpty() {
        return holds.isEmpty();
    }

    /**
     * The call has ended, and used this.
     *
     * @param tokens input and output
     * @param nanoUsd 10⁻⁹ USD
     */
    public void settle(long tokens, long nanoUsd) {
        if (!settled.compareAndSet(false, true)) {
            return;
        }
        for (Hold hold : holds) {
            long actual =
                    switch (hold.counter().key().meter()) {
                        case REQUESTS -> hold.amount();
                        case TOKENS -> tokens;
                        case SPENDING -> nanoUsd;
                    };
            hold.counter().settle(hold, actual, clock.instant());
        }
    }

    /** The call has used neither tokens nor money. It was a request nevertheless, and counts as one. */
    public void refund() {
        settle(0, 0);
    }

    /** The call was never made. */
    void release() {
        if (settled.compareAndSet(false, true)) {
            holds.forEach(hold -> hold.counter().settle(hold, 0, clock.instant()));
        }
    }
}
