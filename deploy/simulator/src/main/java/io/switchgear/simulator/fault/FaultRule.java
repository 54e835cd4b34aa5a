package io.switchgear.simulator.fault;

/**
 * A fault as it was asked for.
 *
 * @param times how many requests it strikes before it is used up
 * @param text the rule in the grammar, as shown in the attempt log
 */
public record FaultRule(Fault fault, int times, String text) {

    /** The value of {@link #times} for a rule that is never used up. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    public boolean limited() {
        return times != ALWAYS;
    }
}
