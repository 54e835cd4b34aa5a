package io.switchgear.router.circuit;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitCounts;
import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.ForcedState;

/**
 * A circuit at one moment. Immutable and serialisable; {@link CircuitMachine} moves it.
 *
 * @param version number of its last event
 * @param era version at which {@code state} was entered: calls let through in another era no longer decide anything
 * @param revision of the configuration (thresholds, forced state, resets) that is applied
 * @param state whether calls go through
 * @param forced the pinned state; null for none
 * @param since when {@code state} was entered
 * @param gate details of {@code state}
 * @param window latest outcomes of this era
 * @param counts since the last reset
 * @param thresholds its configuration
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Circuit(
        long version,
        long era,
        long revision,
        CircuitState state,
        @Nullable ForcedState forced,
        Instant since,
        Gate gate,
        Window window,
        CircuitCounts counts,
        CircuitThresholds thresholds) {

    /** A circuit that has seen nothing. */
    public static Circuit fresh(CircuitThresholds thresholds, Instant now) {
        return new Circuit(
                0, 0, 0, CircuitState.CLOSED, null, now, Gate.PLAIN, Window.EMPTY, CircuitCounts.NONE, thresholds);
    }

    /** Whether a call would go through at {@code now}, without asking. */
    public boolean admits(Instant now) {
        return switch (state) {
            case CLOSED -> true;
            case OPEN -> gate.nextAttemptAt() != null && !now.isBefore(gate.nextAttemptAt());
            case HALF_OPEN -> freeProbes(now) > 0;
        };
    }

    /** Whether it has closed so recently that its provider counts as degraded. */
    public boolean fragile(Instant now) {
        Instant until = gate.fragileUntil();
        return state == CircuitState.CLOSED && forced == null && until != null && now.isBefore(until);
    }

    int freeProbes(Instant now) {
        Instant until = gate.probesUntil();
        return until != null && !now.isBefore(until)
                ? thresholds.requestLimit()
                : thresholds.requestLimit() - gate.probes();
    }

    /**
     * Which of two replicas' views of one circuit holds once they meet: the newer configuration (a forced state is one) before
     * the newer version before open.
     *
     * @return this or {@code other}
     */
    public Circuit merge(Circuit other) {
        if (revision != other.revision) {
            return revision > other.revision ? this : other;
        }
        if (version != other.version) {
            return version > other.version ? this : other;
        }
        return other.state == CircuitState.OPEN && state != CircuitState.OPEN ? other : this;
    }

    /** The same circuit as another replica last saw it, which may have probes of its own under way. */
    public Circuit seenFromElsewhere(Instant now) {
        return state == CircuitState.HALF_OPEN
                ? with(Gate.probing(thresholds.requestLimit(), CircuitMachine.probesUntil(thresholds, now)))
                : this;
    }

    /** The same with one more call that was not let through. */
    public Circuit rejecting() {
        return with(new CircuitCounts(
                counts.total(),
                counts.successes(),
                counts.failures(),
                counts.consecutiveFailures(),
                counts.rejected() + 1,
                counts.incidents()));
    }

    /** The same with what this replica has counted, unless a reset came in between. */
    public Circuit keepingCountsOf(Circuit ours) {
        boolean reset = counts.total() == 0 && counts.incidents() == 0 && revision > ours.revision;
        return reset ? this : with(ours.counts);
    }

    /** After a restart: no call of the former process is under way. */
    public Circuit resumed() {
        return gate.probes() == 0 ? this : with(Gate.probing(0, null));
    }

    /** The same state with the configuration's revision noted. */
    public Circuit at(long configurationRevision) {
        return new Circuit(version, era, configurationRevision, state, forced, since, gate, window, counts, thresholds);
    }

    /** The same, numbered after {@code latest} where that is not older. */
    public Circuit following(Circuit latest) {
        if (version > latest.version) {
            return this;
        }
        long next = latest.version + 1;
        return new Circuit(
                next, era == version ? next : era, revision, state, forced, since, gate, window, counts, thresholds);
    }

    Circuit with(Gate replacement) {
        return new Circuit(version, era, revision, state, forced, since, replacement, window, counts, thresholds);
    }

    Circuit with(Window replacement) {
        return new Circuit(version, era, revision, state, forced, since, gate, replacement, counts, thresholds);
    }

    Circuit with(CircuitCounts replacement) {
        return new Circuit(version, era, revision, state, forced, since, gate, window, replacement, thresholds);
    }

    /** The next event, with other thresholds. */
    Circuit configured(CircuitThresholds replacement) {
        return new Circuit(version + 1, era, revision, state, forced, since, gate, window, counts, replacement);
    }

    /** The next event; a new era if the state changes. */
    Circuit entering(CircuitState next, @Nullable ForcedState pinned, Gate details, Instant now) {
        boolean sameEra = next == state;
        return new Circuit(
                version + 1,
                sameEra ? era : version + 1,
                revision,
                next,
                pinned,
                sameEra ? since : now,
                details,
                sameEra ? window : Window.EMPTY,
                counts,
                thresholds);
    }
}
