package io.switchgear.health.reliability;

import org.jspecify.annotations.Nullable;

/**
 * How far a provider can be relied on.
 *
 * @param score 0–100; null if nothing is known
 * @param parts what it is made of
 * @param formula how, as a sentence
 */
public record Reliability(@Nullable Double score, Parts parts, String formula) {

    /**
     * The parts, each with the share that it has in the score.
     *
     * @param availability share of attempts that succeeded, times share of time that the circuit was not open
     * @param latency the target over the 95th percentile
     * @param stability how seldom the circuit opened
     */
    public record Parts(Availability availability, Latency latency, Stability stability) {}

    /**
     * Attempts that succeeded, in times when they were let through.
     *
     * @param score 0–100; null without attempts and without open time
     * @param successRate percent; null without attempts
     * @param openShare percent of the time that the circuit was open
     */
    public record Availability(
            @Nullable Double score, double weight, @Nullable Double successRate, double openShare) {}

    /**
     * Speed.
     *
     * @param score 0–100; null without attempts
     * @param p95Ms 95th percentile; null without attempts
     * @param targetMs up to which latency costs nothing
     */
    public record Latency(
            @Nullable Double score, double weight, @Nullable Double p95Ms, long targetMs) {}

    /**
     * Calm.
     *
     * @param score 0–100; null without attempts and without openings
     * @param openings how often the circuit opened
     * @param openingsPerDay the same per day
     */
    public record Stability(@Nullable Double score, double weight, long openings, double openingsPerDay) {}
}
