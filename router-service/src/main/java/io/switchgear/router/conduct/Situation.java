package io.switchgear.router.conduct;

/**
 * Where a request stands when an attempt has failed.
 *
 * @param phase what the caller has got
 * @param mayTry whether attempts and time are left
 * @param tries how often the target was asked for this request, this attempt included
 * @param again whether it may be asked again: its circuit, the pool's settings and the retry budget allow it
 * @param waitable whether the moment at which a parked target may be asked again is near enough
 * @param sibling whether another target of the pool may be called now
 * @param fallback whether there is a pool behind this one
 * @param larger whether there is a pool for requests that are too long
 * @param prefilled whether this attempt was asked to go on from what was delivered
 */
public record Situation(
        Phase phase,
        boolean mayTry,
        int tries,
        boolean again,
        boolean waitable,
        boolean sibling,
        boolean fallback,
        boolean larger,
        boolean prefilled) {

    /** What the caller has got. */
    public enum Phase {
        /** Nothing: everything is still possible. */
        NOTHING_SENT,
        /** The beginning of a stream, and it is known well enough to go on from it. */
        RESCUABLE,
        /** The beginning of a stream which nobody else can go on from. */
        SENT
    }

    /** Whether anybody else may be asked. */
    boolean somebodyElse() {
        return sibling || fallback;
    }
}
