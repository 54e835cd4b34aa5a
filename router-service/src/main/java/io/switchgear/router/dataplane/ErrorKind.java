package io.switchgear.router.dataplane;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.FailureCategory;

/** What a failed attempt means: for the circuit, for the next target, for the caller. */
enum ErrorKind {
    /** 5xx. */
    SERVER(FailureCategory.SERVER),
    /** Refused, reset, unreachable. */
    CONNECTION(FailureCategory.CONNECTION),
    /** Nothing in time. */
    TIMEOUT(FailureCategory.TIMEOUT),
    /** An answer that breaks the wire format, or breaks off. */
    PROTOCOL(FailureCategory.PROTOCOL),
    /** The key was refused. */
    AUTH(FailureCategory.AUTH),
    /** The account is empty. */
    QUOTA(FailureCategory.QUOTA),
    /** Too busy: no failure, but the target is parked. */
    RATE_LIMIT(FailureCategory.RATE_LIMIT),
    /** This target does not know the model: no failure of its provider. */
    MODEL(null),
    /** Too long for the model: sent to fallbacks only. */
    CONTEXT(null),
    /** The caller's own mistake. */
    CALLER(null);

    private final @Nullable FailureCategory category;

    ErrorKind(@Nullable FailureCategory category) {
        this.category = category;
    }

    /** For the ledger and the samples; null if it says nothing about the provider. */
    @Nullable
    FailureCategory category() {
        return category;
    }

    /** Whether the circuit counts it. */
    boolean countsAsFailure() {
        return category != null && this != RATE_LIMIT;
    }

    /** Whether the same target may do better at once. */
    boolean passing() {
        return this == SERVER || this == CONNECTION;
    }

    /** In attempt spans. */
    String outcome() {
        return category == null ? "client" : category.wire();
    }
}
