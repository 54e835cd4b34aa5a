package io.switchgear.router.circuit;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitCounts;
import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.FailureCategory;
import io.switchgear.common.circuit.ForcedState;

/**
 * The circuit breaker: {@code (circuit, signal, now) → (circuit, event?)}. No clock, no I/O. The pattern is Nygard's (Release It!,
 * 2007); thresholds by rate over a count-based window mean what resilience4j means by them.
 */
public final class CircuitMachine {

    /** Probes are given up after this time at least: their replica is gone. */
    private static final Duration PROBE_LEASE = Duration.ofSeconds(30);

    private CircuitMachine() {}

    public static Step step(Circuit circuit, Signal signal, Instant now) {
        return switch (signal) {
            case Signal.Asked asked -> ask(circuit, now);
            case Signal.Ended ended -> end(circuit, ended, now);
            case Signal.Forced forced -> force(circuit, forced, now);
            case Signal.Reset reset -> reset(circuit, reset, now);
            case Signal.Configured configured -> configure(circuit, configured.thresholds(), now);
        };
    }

    private static Step ask(Circuit circuit, Instant now) {
        if (!circuit.admits(now)) {
            return Step.quiet(circuit.rejecting());
        }
        return switch (circuit.state()) {
            case CLOSED -> new Step(circuit, true, null);
            case HALF_OPEN -> new Step(probe(circuit, now), true, null);
            case OPEN -> {
                Circuit next = circuit.entering(CircuitState.HALF_OPEN, null, Gate.PLAIN, now);
                yield new Step(
                        probe(next, now), true, transition(circuit, next, "The reset time-out has passed.", now));
            }
        };
    }

    private static Circuit probe(Circuit circuit, Instant now) {
        int underWay = circuit.thresholds().requestLimit() - circuit.freeProbes(now);
        return circuit.with(Gate.probing(underWay + 1, probesUntil(circuit.thresholds(), now)));
    }

    static Instant probesUntil(CircuitThresholds thresholds, Instant now) {
        Duration lease = Duration.ofMillis(thresholds.resetTimeoutMs());
        return now.plus(lease.compareTo(PROBE_LEASE) > 0 ? lease : PROBE_LEASE);
    }

    private static Step end(Circuit circuit, Signal.Ended ended, Instant now) {
        boolean current = ended.era() == circuit.era();
        Circuit counted = circuit.with(count(circuit.counts(), ended, current));
        if (!current) {
            return Step.quiet(counted);
        }
        return switch (circuit.state()) {
            case CLOSED -> judge(counted, ended, now);
            case HALF_OPEN -> probed(counted, ended, now);
            case OPEN -> Step.quiet(counted);
        };
    }

    private static Step judge(Circuit circuit, Signal.Ended ended, Instant now) {
        Circuit seen =
                switch (ended) {
                    case Signal.Succeeded ok -> circuit.with(circuit.window().with(false, slow(circuit, ok)));
                    case Signal.Failed failed ->
                        circuit.with(circuit.window()
                                .with(
                                        true,
                                        failed.durationMs()
                                                >= circuit.thresholds().slowCallDurationMs()));
                    case Signal.RateLimited limited -> circuit;
                    case Signal.Neutral neutral -> circuit;
                };
        String cause = seen == circuit || circuit.forced() != null ? null : causeToOpen(seen, ended, now);
        return cause == null ? Step.quiet(seen) : open(circuit, seen, ended, cause, now);
    }

    private static boolean slow(Circuit circuit, Signal.Succeeded ok) {
        Long limit = circuit.thresholds().firstTokenTimeoutMs();
        return ok.durationMs() >= circuit.thresholds().slowCallDurationMs()
                || (limit != null && ok.firstTokenMs() != null && ok.firstTokenMs() >= limit);
    }

    private static @Nullable String causeToOpen(Circuit circuit, Signal.Ended ended, Instant now) {
        var thresholds = circuit.thresholds();
        if (ended instanceof Signal.Failed failed) {
            if (failed.category() == FailureCategory.AUTH || failed.category() == FailureCategory.QUOTA) {
                return "The account or its key was refused: " + failed.message();
            }
            if (circuit.fragile(now)) {
                return "It failed within its minimum healthy period: " + failed.message();
            }
            if (circuit.counts().consecutiveFailures() >= thresholds.failureThreshold()) {
                return circuit.counts().consecutiveFailures() + " failures in a row, the last: " + failed.message();
            }
        }
        if (circuit.window().filled() >= thresholds.minimumCalls()) {
            if (circuit.window().failureRate() >= thresholds.failureRateThreshold()) {
                return "%.0f %% of the last %d calls failed."
                        .formatted(
                                circuit.window().failureRate(), circuit.window().filled());
            }
            if (circuit.window().slowRate() >= thresholds.slowCallRateThreshold()) {
                return "%.0f %% of the last %d calls were slow."
                        .formatted(circuit.window().slowRate(), circuit.window().filled());
            }
        }
        return null;
    }

    private static Step probed(Circuit circuit, Signal.Ended ended, Instant now) {
        return switch (ended) {
            case Signal.Succeeded ok when slow(circuit, ok) -> open(circuit, circuit, ok, "A probe was slow.", now);
            case Signal.Succeeded ok -> {
                var counts = circuit.counts();
                Circuit next = circuit.with(new CircuitCounts(
                                counts.total(),
                                counts.successes(),
                                counts.failures(),
                                0,
                                counts.rejected(),
                                counts.incidents()))
                        .entering(
                                CircuitState.CLOSED,
                                null,
                                Gate.fragileUntil(
                                        now.plusMillis(circuit.thresholds().minHealthyPeriodMs())),
                                now);
                yield new Step(next, false, transition(circuit, next, "A probe succeeded.", now));
            }
            case Signal.Failed failed -> open(circuit, circuit, failed, "A probe failed: " + failed.message(), now);
            case Signal.RateLimited limited ->
                Step.quiet(circuit.with(circuit.gate().probeEnded()));
            case Signal.Neutral neutral ->
                Step.quiet(circuit.with(circuit.gate().probeEnded()));
        };
    }

    private static Step open(Circuit before, Circuit counted, Signal.Ended ended, String cause, Instant now) {
        var counts = counted.counts();
        Instant reset = now.plusMillis(counted.thresholds().resetTimeoutMs());
        Instant wanted = ended instanceof Signal.Failed failed ? failed.retryAfter() : null;
        Circuit next = counted.with(new CircuitCounts(
                        counts.total(),
                        counts.successes(),
                        counts.failures(),
                        counts.consecutiveFailures(),
                        counts.rejected(),
                        counts.incidents() + 1))
                .entering(
                        CircuitState.OPEN,
                        null,
                        Gate.openUntil(wanted != null && wanted.isAfter(reset) ? wanted : reset),
                        now);
        return new Step(next, false, transition(before, next, cause, now));
    }

    private static Step force(Circuit circuit, Signal.Forced signal, Instant now) {
        CircuitState to = signal.to() == ForcedState.OPEN ? CircuitState.OPEN : CircuitState.CLOSED;
        Circuit next = circuit.entering(to, signal.to(), Gate.PLAIN, now);
        if (to == CircuitState.OPEN && circuit.state() != CircuitState.OPEN) {
            next = next.with(incident(next.counts()));
        }
        return new Step(next, false, event(CircuitEvent.Type.FORCED, circuit, next, signal.reason(), now));
    }

    private static Step reset(Circuit circuit, Signal.Reset signal, Instant now) {
        Circuit next = circuit.with(CircuitCounts.NONE)
                .with(Window.EMPTY)
                .entering(CircuitState.CLOSED, null, Gate.PLAIN, now);
        return new Step(next, false, event(CircuitEvent.Type.RESET, circuit, next, signal.reason(), now));
    }

    private static Step configure(Circuit circuit, CircuitThresholds thresholds, Instant now) {
        if (thresholds.equals(circuit.thresholds())) {
            return Step.quiet(circuit);
        }
        Circuit next = circuit.configured(thresholds);
        if (circuit.state() == CircuitState.OPEN && circuit.forced() == null) {
            next = next.with(Gate.openUntil(circuit.since().plusMillis(thresholds.resetTimeoutMs())));
        }
        return new Step(
                next, false, event(CircuitEvent.Type.CONFIG, circuit, next, "The thresholds were changed.", now));
    }

    private static Transition transition(Circuit before, Circuit after, String reason, Instant now) {
        return event(CircuitEvent.Type.STATE_CHANGE, before, after, reason, now);
    }

    private static Transition event(CircuitEvent.Type type, Circuit before, Circuit after, String reason, Instant now) {
        long inState = Math.max(0, Duration.between(before.since(), now).toMillis());
        return new Transition(type, before.state(), after.state(), reason, inState);
    }

    private static CircuitCounts count(CircuitCounts counts, Signal.Ended ended, boolean current) {
        int consecutive = counts.consecutiveFailures();
        return switch (ended) {
            case Signal.Succeeded ok ->
                new CircuitCounts(
                        counts.total() + 1,
                        counts.successes() + 1,
                        counts.failures(),
                        current ? 0 : consecutive,
                        counts.rejected(),
                        counts.incidents());
            case Signal.Failed failed ->
                new CircuitCounts(
                        counts.total() + 1,
                        counts.successes(),
                        counts.failures() + 1,
                        current ? consecutive + 1 : consecutive,
                        counts.rejected(),
                        counts.incidents());
            case Signal.RateLimited limited ->
                new CircuitCounts(
                        counts.total() + 1,
                        counts.successes(),
                        counts.failures(),
                        consecutive,
                        counts.rejected(),
                        counts.incidents());
            case Signal.Neutral neutral -> counts;
        };
    }

    private static CircuitCounts incident(CircuitCounts counts) {
        return new CircuitCounts(
                counts.total(),
                counts.successes(),
                counts.failures(),
                counts.consecutiveFailures(),
                counts.rejected(),
                counts.incidents() + 1);
    }
}
