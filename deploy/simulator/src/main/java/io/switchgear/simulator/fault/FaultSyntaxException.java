package io.switchgear.simulator.fault;

/** A rule that is not in the grammar; the message says what is wrong and names what would be right. */
public final class FaultSyntaxException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public FaultSyntaxException(String message) {
        super(message);
    }
}
