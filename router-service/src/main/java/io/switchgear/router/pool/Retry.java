package io.switchgear.router.pool;

import org.jspecify.annotations.Nullable;

/**
 * How often a request is tried.
 *
 * @param maxAttempts over all targets and fallbacks, 1–10; null for 4
 * @param sameTarget how often a target is tried again at most, whatever its failure would allow, 0–3; null for no such bound
 * @param budgetPercent share of the pool's requests that may be such retries, 0–100; null for 20
 * @param budgetMin how many of them in 10 seconds are always allowed, 0–10,000; null for 10
 */
public record Retry(
        @Nullable Integer maxAttempts,
        @Nullable Integer sameTarget,
        @Nullable Integer budgetPercent,
        @Nullable Integer budgetMin) {

    public static final Retry NONE = new Retry(null, null, null, null);

    public int attempts() {
        return maxAttempts == null ? 4 : maxAttempts;
    }

    public int again() {
        return sameTarget == null ? 3 : sameTarget;
    }

    public double budgetShare() {
        return (budgetPercent == null ? 20 : budgetPercent) / 100.0;
    }

    public int budgetFloor() {
        return budgetMin == null ? 10 : budgetMin;
    }
}
