package io.switchgear.router.conduct;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.FailureCategory;

/** What a failed attempt means: for the circuit, for the next target, for the caller. */
public enum ErrorKind {
    /** 5xx, but for those below. */
    SERVER(FailureCategory.SERVER),
    /** 503 and 529: it says itself that it is too busy. */
    OVERLOADED(FailureCategory.SERVER),
    /** Refused, reset, unreachable, or broken off. */
    CONNECTION(FailureCategory.CONNECTION),
    /** Nothing in time. */
    TIMEOUT(FailureCategory.TIMEOUT),
    /** An answer that breaks the wire format, or ends too early. */
    PROTOCOL(FailureCategory.PROTOCOL),
    /** The key was refused. */
    AUTH(FailureCategory.AUTH),
    /** The account is empty. */
    QUOTA(FailureCategory.QUOTA),
    /** Too many requests of ours: no failure, but the target is parked. */
    RATE_LIMIT(FailureCategory.RATE_LIMIT),
    /** This target does not know the model: no failure of its provider. */
    MODEL(null),
    /** Too long for the model: never sent to it again. */
    CONTEXT(null),
    /** A content filter has spoken: nobody else is asked. */
    FILTER(null),
    /** The caller's own mistake. */
    CALLER(null),
    /** A second run said something else than what was delivered of the first: nobody's failure. */
    MISMATCH(null);

    private final @Nullable FailureCategory category;

    ErrorKind(@Nullable FailureCategory category) {
        this.category = category;
    }

    /** For the ledger and the samples; null if it says nothing about the provider. */
    public @Nullable FailureCategory category() {
        return category;
    }

    /** Whether it concerns the account, whatever the model. */
    public boolean ofAccount() {
        return this == AUTH || this == QUOTA;
    }

    /** In attempt spans. */
    public String outcome() {
        if (this == MISMATCH) {
            return "cancelled";
        }
        return category == null ? "client" : category.wire();
    }
}
