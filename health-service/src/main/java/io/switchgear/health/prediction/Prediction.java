package io.switchgear.health.prediction;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A warning that a trend will open a circuit, with its evidence.
 *
 * @param metric {@code error_rate} in percent, or {@code latency} in milliseconds
 * @param value where the trend is now
 * @param threshold what the trend is nearing
 * @param perMinute how much it rises in a minute
 * @param crossesAt when it will reach the threshold
 * @param inMs how long until then
 * @param significance z of the Mann–Kendall test; 2.33 is 99 % confidence
 * @param calls in the minutes looked at
 * @param explanation the same for people
 * @param points what the trend was seen in, oldest first
 */
public record Prediction(
        String metric,
        double value,
        double threshold,
        double perMinute,
        Instant crossesAt,
        long inMs,
        double significance,
        long calls,
        String explanation,
        List<Evidence> points) {

    /**
     * A minute.
     *
     * @param value the metric's; null for a minute that says nothing
     */
    public record Evidence(Instant at, @Nullable Double value, long calls) {}
}
