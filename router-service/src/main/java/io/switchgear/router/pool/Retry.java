package io.switchgear.router.pool;

import org.jspecify.annotations.Nullable;

/**
 * How often a request is tried.
 *
 * @param maxAttempts over all targets and fallbacks, 1–10; null for 4
 * @param sameTarget how often a target is tried again after a server error or a broken connection, when nobody else is left, 0–3;
 *     null for 1
 */
public record Retry(@Nullable Integer maxAttempts, @Nullable Integer sameTarget) {

    public static final Retry NONE = new Retry(null, null);

    public int attempts() {
        return maxAttempts == null ? 4 : maxAttempts;
    }

    public int again() {
        return sameTarget == null ? 1 : sameTarget;
    }
}
