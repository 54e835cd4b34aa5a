package io.switchgear.router.dataplane;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.conduct.ErrorKind;
import io.switchgear.router.dialect.Operation;
import io.switchgear.router.dialect.chat.Untranslatable;

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

    /** The target has no counterpart of what was asked for; another one may. */
    static AttemptFailed untranslatable(Untranslatable missing, Operation operation, DialectErrors errors) {
        String message = String.valueOf(missing.getMessage());
        byte[] body = errors.body(operation.dialect(), 400, missing.code(), message, missing.field());
        return new AttemptFailed(ErrorKind.MODEL, message, new Refusal(400, "application/json", body), null);
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
