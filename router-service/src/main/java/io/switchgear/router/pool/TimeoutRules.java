package io.switchgear.router.pool;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.problem.FieldError;

/** Bounds of {@link Timeouts}, wherever they are set. */
public final class TimeoutRules {

    private static final long HOUR = 3_600_000;

    private TimeoutRules() {}

    /** The broken rules; empty if there are none. */
    public static List<FieldError> check(Timeouts timeouts) {
        var errors = new ArrayList<FieldError>();
        range(errors, "connect_ms", timeouts.connectMs(), 10, 60_000);
        range(errors, "silence_ms", timeouts.silenceMs(), 10, HOUR);
        range(errors, "first_token_ms", timeouts.firstTokenMs(), 10, HOUR);
        range(errors, "stream_idle_ms", timeouts.streamIdleMs(), 10, HOUR);
        range(errors, "retry_after_cap_ms", timeouts.retryAfterCapMs(), 0, HOUR);
        range(errors, "deadline_ms", timeouts.deadlineMs(), 10, HOUR);
        return errors;
    }

    private static void range(List<FieldError> errors, String field, @Nullable Long value, long min, long max) {
        if (value != null && (value < min || value > max)) {
            errors.add(new FieldError("timeouts." + field, "must be from " + min + " to " + max));
        }
    }
}
