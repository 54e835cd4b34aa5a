package io.switchgear.router.pool;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A share of a pool's traffic that is served another way, to compare both: arm {@code b} beside the pool's own, arm {@code a}. Whoever
 * sticks together (a session, a user, a conversation) stays in one arm.
 *
 * @param percent of the traffic for arm b, above 0 and below 100
 * @param strategy of arm b; null for the pool's
 * @param fallback of arm b; null for the pool's
 */
public record Split(
        double percent,
        @Nullable Strategy strategy,
        @Nullable List<String> fallback) {}
