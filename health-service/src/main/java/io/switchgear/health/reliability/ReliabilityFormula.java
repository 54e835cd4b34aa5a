package io.switchgear.health.reliability;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.switchgear.health.operation.Operations;
import io.switchgear.health.reliability.Reliability.Availability;
import io.switchgear.health.reliability.Reliability.Latency;
import io.switchgear.health.reliability.Reliability.Parts;
import io.switchgear.health.reliability.Reliability.Stability;

/**
 * The score of a provider over some time:
 *
 * <pre>
 * availability = success rate × (1 − share of time open)
 * latency      = 100 × min(1, target / p95)
 * stability    = 100 × 0.9 ^ (openings per day)
 * score        = 50 % availability + 20 % latency + 30 % stability
 * </pre>
 *
 * A part of which nothing is known is left out, and the others share its weight.
 */
final class ReliabilityFormula {

    static final String TEXT = "score = 50 % availability (success rate × share of time not open) + 20 % latency"
            + " (100 × min(1, target / p95)) + 30 % stability (100 × 0.9 ^ openings per day);"
            + " unknown parts are left out";

    private static final double AVAILABILITY = 0.5;
    private static final double LATENCY = 0.2;
    private static final double STABILITY = 0.3;
    private static final double KEPT_PER_OPENING = 0.9;
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private ReliabilityFormula() {}

    /**
     * The score.
     *
     * @param openings of the circuit, in the time looked at
     * @param length of that time; taken as at least a minute, so that a range that has only begun makes sense
     */
    static Reliability of(Operations operations, Openings openings, Duration length, Duration latencyTarget) {
        Duration time = length.compareTo(SHORTEST) < 0 ? SHORTEST : length;
        boolean known = operations.requests() > 0 || openings.count() > 0 || openings.openMs() > 0;
        var parts = new Parts(
                availability(operations, openings, time, known),
                latency(operations, latencyTarget),
                stability(openings, time, known));
        return new Reliability(score(parts), parts, TEXT);
    }

    private static Availability availability(Operations operations, Openings openings, Duration length, boolean known) {
        Double successRate = operations.successRate();
        double openShare = Math.clamp((double) openings.openMs() / length.toMillis(), 0, 1);
        Double score = known ? (successRate == null ? 100 : successRate) * (1 - openShare) : null;
        return new Availability(score, AVAILABILITY, successRate, 100 * openShare);
    }

    private static Latency latency(Operations operations, Duration target) {
        Double p95 = operations.quantileMs(0.95);
        return new Latency(
                p95 == null ? null : 100 * Math.min(1, target.toMillis() / p95), LATENCY, p95, target.toMillis());
    }

    private static Stability stability(Openings openings, Duration length, boolean known) {
        double perDay = openings.count() * (double) Duration.ofDays(1).toMillis() / length.toMillis();
        return new Stability(
                known ? 100 * Math.pow(KEPT_PER_OPENING, perDay) : null, STABILITY, openings.count(), perDay);
    }

    private static @Nullable Double score(Parts parts) {
        double sum = 0;
        double weight = 0;
        if (parts.availability().score() != null) {
            sum += parts.availability().score() * AVAILABILITY;
            weight += AVAILABILITY;
        }
        if (parts.latency().score() != null) {
            sum += parts.latency().score() * LATENCY;
            weight += LATENCY;
        }
        if (parts.stability().score() != null) {
            sum += parts.stability().score() * STABILITY;
            weight += STABILITY;
        }
        return weight == 0 ? null : Math.round(10 * sum / weight) / 10.0;
    }
}
