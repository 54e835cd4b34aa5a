package io.switchgear.query.rollup;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Sums over a time range.
 *
 * @param group value of the dimension grouped by; empty without one
 * @param bucket start of the step, for series; null otherwise
 * @param count of what is asked for
 * @param errors how many of them failed
 * @param cancelled how many were beaten by a hedge
 * @param inputTokens sum
 * @param outputTokens sum
 * @param cacheReadTokens sum
 * @param cacheWriteTokens sum
 * @param reasoningTokens sum
 * @param costNanoUsd sum, 10⁻⁹ USD
 * @param failedCostNanoUsd the part of it that failed ones cost
 * @param cancelledCostNanoUsd the part of it that beaten ones cost
 * @param durationMicros sum
 * @param qualitySum sum of scores
 * @param qualityCount how many were scored
 * @param lastAt start of the latest one
 */
public record Totals(
        String group,
        @Nullable Instant bucket,
        long count,
        long errors,
        long cancelled,
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        long cacheWriteTokens,
        long reasoningTokens,
        long costNanoUsd,
        long failedCostNanoUsd,
        long cancelledCostNanoUsd,
        long durationMicros,
        double qualitySum,
        long qualityCount,
        @Nullable Instant lastAt) {

    public static final Totals NONE = new Totals("", null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null);

    public @Nullable Double averageMillis() {
        return count <= 0 ? null : durationMicros / 1e3 / count;
    }

    /** Percent. */
    public @Nullable Double errorRate() {
        return count <= 0 ? null : 100.0 * errors / count;
    }

    public @Nullable Double averageQuality() {
        return qualityCount <= 0 ? null : qualitySum / qualityCount;
    }

    public double costUsd() {
        return costNanoUsd / 1e9;
    }
}
