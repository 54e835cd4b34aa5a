package io.switchgear.query.rollup;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.query.span.Tokens;

/**
 * What one span adds to its series.
 *
 * @param series where
 * @param at its start
 * @param durationMicros how long it took
 * @param tokens spent
 * @param costNanoUsd 10⁻⁹ USD
 * @param firstTokenMicros time to first token
 * @param quality evaluation score
 */
public record Measure(
        Series series,
        Instant at,
        long durationMicros,
        Tokens tokens,
        @Nullable Long costNanoUsd,
        @Nullable Long firstTokenMicros,
        @Nullable Double quality) {}
