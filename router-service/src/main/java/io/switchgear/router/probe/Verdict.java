package io.switchgear.router.probe;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.common.circuit.Samples.Latency;
import io.switchgear.common.circuit.Samples.Outcome;
import io.switchgear.router.circuit.Signal;

/**
 * What a probe says about its provider.
 *
 * @param outcome {@code success}, {@code unknown}, or a failure category
 * @param category null unless it failed
 * @param status HTTP status; null if there was no answer
 * @param error for people; null for none
 */
record Verdict(
        String outcome,
        @Nullable FailureCategory category,
        @Nullable Integer status,
        @Nullable String error) {

    /** By the answer to the call for the list of models. */
    static Verdict of(int status) {
        return switch (status) {
            case 401 -> failed(FailureCategory.AUTH, status, "The provider refuses the key.");
            case 402 -> failed(FailureCategory.QUOTA, status, "The account is empty.");
            case 429 -> failed(FailureCategory.RATE_LIMIT, status, "The provider is too busy.");
            default -> {
                if (status >= 500) {
                    yield failed(FailureCategory.SERVER, status, "The provider answered " + status + ".");
                }
                // Without a list of models (404), or with a key that may not see it (403), it is there all the same.
                yield status < 300
                        ? new Verdict("success", null, status, null)
                        : new Verdict("unknown", null, status, null);
            }
        };
    }

    static Verdict failed(FailureCategory category, @Nullable Integer status, String error) {
        return new Verdict(category.wire(), category, status, error);
    }

    /**
     * What it means for the circuit. While that is closed, a good probe says nothing: a list of models does not prove that completions
     * work, and must not make up for calls that failed.
     *
     * @param state in which the probe was let through
     */
    Signal.Ended signal(CircuitState state, long era, long durationMs) {
        if (category == FailureCategory.RATE_LIMIT) {
            return new Signal.RateLimited(era);
        }
        if (category != null) {
            return new Signal.Failed(era, category, durationMs, null, "Probe: " + error);
        }
        return outcome.equals("success") && state == CircuitState.HALF_OPEN
                ? new Signal.Succeeded(era, durationMs, null)
                : new Signal.Neutral(era);
    }

    /** As health-service writes it down. */
    Outcome asOutcome(String traceId, Duration took, Instant at) {
        long ms = took.toMillis();
        String said = error == null ? "The provider answered " + status + "." : error;
        return new Outcome(category, 1, said, traceId, new Latency(ms, ms, ms), at, at);
    }
}
