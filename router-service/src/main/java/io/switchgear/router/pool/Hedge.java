package io.switchgear.router.pool;

import org.jspecify.annotations.Nullable;

/**
 * A second attempt beside the first when that is late; the first content wins.
 *
 * @param delayMs how late, 1–3,600,000; null for the pool's 95th percentile of the time to first content, of whole answers where nothing
 *     is streamed
 * @param maxPercent share of the pool's requests that may have one, above 0, at most 100; null for 10
 */
public record Hedge(@Nullable Long delayMs, @Nullable Double maxPercent) {

    public double share() {
        return (maxPercent == null ? 10 : maxPercent) / 100;
    }
}
