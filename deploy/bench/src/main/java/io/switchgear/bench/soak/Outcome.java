package io.switchgear.bench.soak;

/**
 * How a call ended for its caller.
 *
 * @param kind of ending
 * @param detail the status of an error, or what is wrong
 */
record Outcome(Kind kind, String detail) {

    enum Kind {
        ANSWERED,
        /** An error status with an error in the caller's dialect. */
        REFUSED,
        /** A stream that ended with an error in the caller's dialect. */
        INTERRUPTED,
        /** The caller itself went away. */
        ABORTED,
        WRONG
    }

    static final Outcome ANSWERED = new Outcome(Kind.ANSWERED, "");
    static final Outcome INTERRUPTED = new Outcome(Kind.INTERRUPTED, "");
    static final Outcome ABORTED = new Outcome(Kind.ABORTED, "");

    static Outcome refused(int status) {
        return new Outcome(Kind.REFUSED, Integer.toString(status));
    }

    static Outcome wrong(String why) {
        return new Outcome(Kind.WRONG, why);
    }
}
