package io.switchgear.router.dataplane;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.conduct.ErrorKind;
import io.switchgear.router.provider.Dialect;

/**
 * What the caller gets when no target has answered.
 *
 * @param status HTTP status
 * @param contentType of the body
 * @param body in the caller's dialect: the provider's own words where it has refused, else ours
 * @param errorType for telemetry
 * @param message for people
 * @param retryAfter null if nobody knows
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record FinalError(
        int status,
        String contentType,
        byte[] body,
        String errorType,
        String message,
        @Nullable Duration retryAfter) {

    private static final String JSON = "application/json";

    /**
     * Decides it.
     *
     * @param failure the last one; null if nothing was tried
     * @param earliest when a target may be tried again; null if nobody knows
     */
    static FinalError of(
            @Nullable AttemptFailed failure,
            @Nullable Instant earliest,
            Instant now,
            Dialect dialect,
            DialectErrors errors) {
        if (failure == null) {
            Duration wait = earliest == null ? Duration.ofSeconds(1) : Duration.between(now, earliest);
            String message = "Every target for this model is unavailable.";
            return unavailable("no_target_available", message, wait, dialect, errors);
        }
        var refusal = failure.refusal();
        Duration retryAfter = failure.retryAfter() == null ? null : Duration.between(now, failure.retryAfter());
        if (refusal != null
                && refusal.body().length > 0
                && failure.kind() != ErrorKind.AUTH
                && failure.kind() != ErrorKind.QUOTA) {
            String type = refusal.contentType() == null ? JSON : refusal.contentType();
            return new FinalError(
                    refusal.status(), type, refusal.body(), failure.kind().outcome(), failure.reason(), retryAfter);
        }
        int status =
                switch (failure.kind()) {
                    case TIMEOUT -> 504;
                    case AUTH, QUOTA -> 503;
                    case RATE_LIMIT -> 429;
                    case CALLER, FILTER, MODEL, CONTEXT -> refusal == null ? 400 : refusal.status();
                    case SERVER, OVERLOADED -> refusal == null ? 502 : refusal.status();
                    case CONNECTION, PROTOCOL, MISMATCH -> 502;
                };
        // The provider's words about our key are nothing for the caller.
        String message = failure.kind() == ErrorKind.AUTH || failure.kind() == ErrorKind.QUOTA
                ? "The provider refuses the account that is configured for it."
                : "The provider did not answer: " + failure.reason();
        String code = "provider_" + failure.kind().outcome();
        return new FinalError(
                status,
                JSON,
                errors.body(dialect, status, code, message, null),
                failure.kind().outcome(),
                failure.reason(),
                retryAfter);
    }

    /** Nobody has answered by the time at which the service has to stop; another replica may. */
    static FinalError stopping(String message, Dialect dialect, DialectErrors errors) {
        return unavailable("service_stopping", message, Duration.ZERO, dialect, errors);
    }

    private static FinalError unavailable(
            String code, String message, Duration wait, Dialect dialect, DialectErrors errors) {
        return new FinalError(
                503,
                JSON,
                errors.body(dialect, 503, code, message, null),
                code,
                message,
                wait.isNegative() ? Duration.ZERO : wait);
    }

    /** Whole seconds, rounded up, 1 at least; null if nobody knows. */
    @Nullable
    String retryAfterSeconds() {
        return retryAfter == null
                ? null
                : Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds()));
    }
}
