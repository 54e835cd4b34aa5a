package io.switchgear.common.circuit;

/**
 * A circuit's live counters since its last reset, over all replicas that the sender knows of.
 *
 * @param total attempts that were let through and have ended
 * @param successes of these
 * @param failures of these
 * @param consecutiveFailures at the end of the sequence
 * @param rejected calls that were not let through
 * @param incidents how often the circuit has opened
 */
public record CircuitCounts(
        long total, long successes, long failures, int consecutiveFailures, long rejected, long incidents) {

    public static final CircuitCounts NONE = new CircuitCounts(0, 0, 0, 0, 0, 0);
}
