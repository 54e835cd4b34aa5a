package io.switchgear.router.dataplane;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** An attempt that did not bring an answer. */
final class AttemptFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final transient @Nullable Refusal refusal;
    private final transient @Nullable Instant retryAfter;

    /**
     * What the provider said.
     *
     * @param status HTTP status
     * @param contentType of the body; null if it has none
     * @param body as it came
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Refusal(int status, @Nullable String contentType, byte[] body) {}

    AttemptFailed(ErrorKind kind, String message, @Nullable Refusal refusal, @Nullable Instant retryAfter) {
        super(message, null, false, false);
        this.kind = kind;
        this.refusal = refusal;
        this.retryAfter = retryAfter;
    }

    AttemptFailed(ErrorKind kind, String message) {
        this(kind, message, null, null);
    }

    ErrorKind kind() {
        return kind;
    }

    @Nullable
    Refusal refusal() {
        return refusal;
    }

    @Nullable
    Instant retryAfter() {
        return retryAfter;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
