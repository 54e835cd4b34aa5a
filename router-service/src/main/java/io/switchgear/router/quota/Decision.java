package io.switchgear.router.quota;

import java.time.Duration;

/** Whether a call may be made. */
public sealed interface Decision {

    /** Where the caller stands now. */
    Standing standing();

    /** It may; whoever makes it must settle or refund the reservation. */
    record Admitted(Reservation reservation, Standing standing) implements Decision {}

    /**
     * It may not.
     *
     * @param code {@code rate_limit_exceeded} or {@code budget_exceeded}
     * @param message for people
     * @param retryAfter when the limit's window ends
     */
    record Refused(String code, String message, Duration retryAfter, Standing standing) implements Decision {}
}
