package io.switchgear.router.price;

import io.switchgear.common.price.TokenCounts;

/**
 * Tokens of one call.
 *
 * @param input all of them, cached ones included
 * @param output all of them, reasoning included
 * @param cacheRead part of {@code input} that came from the provider's cache
 * @param cacheWrite part of {@code input} that was written to it
 * @param reasoning part of {@code output} that nobody saw
 */
public record Tokens(long input, long output, long cacheRead, long cacheWrite, long reasoning) implements TokenCounts {}
