package io.switchgear.router.conduct;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Until when a request must have found somebody who answers. It stands still while an answer flows. Not thread-safe. */
public final class Deadline {

    private Instant at;
    private @Nullable Instant stoppedAt;

    public Deadline(Instant at) {
        this.at = at;
    }

    /** Content flows: from now on nobody is being searched for. */
    public void stop(Instant now) {
        if (stoppedAt == null) {
            stoppedAt = now;
        }
    }

    /** The flow has broken off: what was left is left again. */
    public void resume(Instant now) {
        Instant since = stoppedAt;
        if (since != null) {
            at = at.plus(Duration.between(since, now));
            stoppedAt = null;
        }
    }

    /** Never negative. */
    public Duration left(Instant now) {
        Duration left = Duration.between(stoppedAt == null ? now : stoppedAt, at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    public boolean passed(Instant now) {
        return left(now).isZero();
    }
}
