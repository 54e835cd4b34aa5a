package io.switchgear.router.circuit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What lets calls through, beside the state.
 *
 * @param nextAttemptAt open: when a probe may go through; null otherwise, and while forced
 * @param probes half-open: calls under way
 * @param probesUntil half-open: when probes that nobody reported about are given up; null otherwise
 * @param fragileUntil closed: until when the first failure reopens; null if it does not
 */
public record Gate(
        @Nullable Instant nextAttemptAt,
        int probes,
        @Nullable Instant probesUntil,
        @Nullable Instant fragileUntil) {

    static final Gate PLAIN = new Gate(null, 0, null, null);

    static Gate openUntil(Instant time) {
        return new Gate(time, 0, null, null);
    }

    static Gate probing(int probes, @Nullable Instant until) {
        return new Gate(null, probes, until, null);
    }

    static Gate fragileUntil(Instant time) {
        return new Gate(null, 0, null, time);
    }

    Gate probeEnded() {
        return probing(Math.max(0, probes - 1), probesUntil);
    }
}
