package io.switchgear.router.administration;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.problem.FieldError;

/**
 * Source 3's {@code ConfigUpdateRequest}; what is absent stays as it is.
 *
 * @param failureThreshold consecutive failures that open, 1–1000
 * @param resetTimeoutMs how long it stays open before a probe, 100–3,600,000
 * @param minHealthyPeriodMs after closing: how long it reopens at the first failure, 0–3,600,000
 * @param requestLimit calls let through while half-open, 1–1000
 * @param failureRateThreshold percent of failed calls that open
 * @param slowCallRateThreshold percent of slow calls that open
 * @param slowCallDurationMs from which a call is slow
 * @param firstTokenTimeoutMs time to first token from which a streamed call is slow; 0 turns it off
 * @param minimumCalls calls in the window before a rate says anything, 1–128
 */
@JsonNaming(LowerCamelCaseStrategy.class)
record BreakerConfig(
        @Nullable Integer failureThreshold,
        @Nullable Long resetTimeoutMs,
        @Nullable Long minHealthyPeriodMs,
        @Nullable Integer requestLimit,
        @Nullable Double failureRateThreshold,
        @Nullable Double slowCallRateThreshold,
        @Nullable Long slowCallDurationMs,
        @Nullable Long firstTokenTimeoutMs,
        @Nullable Integer minimumCalls) {

    private static final long HOUR = 3_600_000;

    static BreakerConfig of(CircuitThresholds thresholds) {
        return new BreakerConfig(
                thresholds.failureThreshold(),
                thresholds.resetTimeoutMs(),
                thresholds.minHealthyPeriodMs(),
                thresholds.requestLimit(),
                thresholds.failureRateThreshold(),
                thresholds.slowCallRateThreshold(),
                thresholds.slowCallDurationMs(),
                thresholds.firstTokenTimeoutMs(),
                thresholds.minimumCalls());
    }

    /** The broken rules; empty if there are none. */
    List<FieldError> errors() {
        var errors = new ArrayList<FieldError>();
        required(errors, "failureThreshold", failureThreshold);
        required(errors, "resetTimeoutMs", resetTimeoutMs);
        required(errors, "minHealthyPeriodMs", minHealthyPeriodMs);
        range(errors, "failureThreshold", failureThreshold, 1, 1000);
        range(errors, "resetTimeoutMs", resetTimeoutMs, 100, HOUR);
        range(errors, "minHealthyPeriodMs", minHealthyPeriodMs, 0, HOUR);
        range(errors, "requestLimit", requestLimit, 1, 1000);
        range(errors, "failureRateThreshold", failureRateThreshold, 1, 100);
        range(errors, "slowCallRateThreshold", slowCallRateThreshold, 1, 100);
        range(errors, "slowCallDurationMs", slowCallDurationMs, 1, HOUR);
        range(errors, "firstTokenTimeoutMs", firstTokenTimeoutMs, 0, HOUR);
        range(errors, "minimumCalls", minimumCalls, 1, 128);
        return errors;
    }

    private static void required(List<FieldError> errors, String field, @Nullable Number value) {
        if (value == null) {
            errors.add(new FieldError(field, "is required"));
        }
    }

    private static void range(List<FieldError> errors, String field, @Nullable Number value, long min, long max) {
        if (value != null && !(value.doubleValue() >= min && value.doubleValue() <= max)) {
            errors.add(new FieldError(field, "must be from " + min + " to " + max));
        }
    }

    private static @Nullable Long positive(long value) {
        return value > 0 ? value : null;
    }

    /** These where they say something, {@code now} elsewhere. */
    CircuitThresholds over(CircuitThresholds now) {
        return new CircuitThresholds(
                failureThreshold == null ? now.failureThreshold() : failureThreshold,
                resetTimeoutMs == null ? now.resetTimeoutMs() : resetTimeoutMs,
                minHealthyPeriodMs == null ? now.minHealthyPeriodMs() : minHealthyPeriodMs,
                requestLimit == null ? now.requestLimit() : requestLimit,
                failureRateThreshold == null ? now.failureRateThreshold() : failureRateThreshold,
                slowCallRateThreshold == null ? now.slowCallRateThreshold() : slowCallRateThreshold,
                slowCallDurationMs == null ? now.slowCallDurationMs() : slowCallDurationMs,
                firstTokenTimeoutMs == null ? now.firstTokenTimeoutMs() : positive(firstTokenTimeoutMs),
                minimumCalls == null ? now.minimumCalls() : minimumCalls);
    }
}
