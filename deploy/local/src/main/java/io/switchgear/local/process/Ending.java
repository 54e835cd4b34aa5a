package io.switchgear.local.process;

import java.time.Duration;

/**
 * How a process ends.
 *
 * @param signal that asks it to
 * @param grace until it is killed
 */
public record Ending(Signal signal, Duration grace) {

    /** Services drain on SIGTERM: longer than the 30 s that their own phases may take. */
    public static final Ending GRACEFUL = new Ending(Signal.TERM, Duration.ofSeconds(40));

    /** PostgreSQL's fast shutdown; SIGTERM would wait for its clients. */
    public static final Ending FAST = new Ending(Signal.INT, Duration.ofSeconds(30));

    /** Signals as {@code kill} names them. */
    public enum Signal {
        TERM,
        INT
    }
}
