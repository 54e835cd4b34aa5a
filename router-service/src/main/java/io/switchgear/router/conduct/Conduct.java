package io.switchgear.router.conduct;

/** The decision table: what follows a failed attempt, by what has failed and where the request stands. Pure. */
public final class Conduct {

    /** Attempts on one target that is too busy. */
    private static final int BUSY_TRIES = 3;

    private Conduct() {}

    /** What is done next. */
    public enum Step {
        /** The same target, at once. */
        AGAIN,
        /** The same target, after a jittered pause. */
        LATER,
        /** The pool's first target that is not parked any more. */
        WAIT,
        /** Another target of the pool. */
        SIBLING,
        /** The next pool. */
        FALLBACK,
        /** The pool for requests that are too long. */
        LARGER,
        /** Somebody else goes on with the stream. */
        RESCUE,
        /** The same target runs the request anew and is heard once it has said what was delivered. */
        RERUN,
        /** The stream ends with an error. */
        BREAK_OFF,
        /** The caller gets the error. */
        GIVE_UP
    }

    /** What to do after a failure. */
    public static Step after(ErrorKind kind, Situation at) {
        return switch (at.phase()) {
            case NOTHING_SENT -> search(kind, at);
            case RESCUABLE -> rescue(kind, at);
            case SENT -> Step.BREAK_OFF;
        };
    }

    /** Whether a failure takes nothing away from a stream that has said why it finished. */
    public static boolean harmlessWhenComplete(ErrorKind kind) {
        return switch (kind) {
            case CONNECTION, TIMEOUT, PROTOCOL -> true;
            default -> false;
        };
    }

    private static Step search(ErrorKind kind, Situation at) {
        if (!at.mayTry()) {
            return Step.GIVE_UP;
        }
        return switch (kind) {
            case SERVER -> at.again() && at.tries() < 2 ? Step.AGAIN : elsewhere(at);
            case CONNECTION -> at.sibling() ? Step.SIBLING : at.again() && at.tries() < 2 ? Step.AGAIN : elsewhere(at);
            case OVERLOADED ->
                at.sibling() ? Step.SIBLING : at.again() && at.tries() < BUSY_TRIES ? Step.LATER : elsewhere(at);
            case RATE_LIMIT ->
                at.sibling()
                        ? Step.SIBLING
                        : at.again() && at.waitable() && at.tries() < BUSY_TRIES ? Step.WAIT : elsewhere(at);
            case TIMEOUT, PROTOCOL, AUTH, QUOTA, MODEL, MISMATCH -> elsewhere(at);
            case CONTEXT -> at.larger() ? Step.LARGER : Step.GIVE_UP;
            case FILTER, CALLER -> Step.GIVE_UP;
        };
    }

    private static Step elsewhere(Situation at) {
        return at.sibling() ? Step.SIBLING : at.fallback() ? Step.FALLBACK : Step.GIVE_UP;
    }

    private static Step rescue(ErrorKind kind, Situation at) {
        if (!at.mayTry()) {
            return Step.BREAK_OFF;
        }
        return switch (kind) {
            case CONNECTION, PROTOCOL, SERVER, OVERLOADED ->
                at.somebodyElse() ? Step.RESCUE : at.again() && at.tries() < 2 ? Step.AGAIN : Step.BREAK_OFF;
            case TIMEOUT, RATE_LIMIT, AUTH, QUOTA -> at.somebodyElse() ? Step.RESCUE : Step.BREAK_OFF;
            // Whatever it says about a request that we have changed is not the caller's business.
            case MODEL, CONTEXT, FILTER, CALLER ->
                at.prefilled()
                        ? Step.RERUN
                        : at.somebodyElse() && kind == ErrorKind.MODEL ? Step.RESCUE : Step.BREAK_OFF;
            case MISMATCH -> Step.BREAK_OFF;
        };
    }
}
