package io.switchgear.local.process;

import java.time.Duration;

/** Learns what becomes of the parts. */
public interface Watcher {

    /**
     * A part serves.
     *
     * @param took from the start of its process to its readiness, preparation included
     */
    void ready(Part part, Duration took);

    /** A part ended by itself after it had been ready, or failed to come back; it is started again after the delay. */
    void died(Part part, String reason, Duration restartIn);

    void stopping(Part part);

    /**
     * A part's process is gone.
     *
     * @param byForce whether it had to be killed
     */
    void stopped(Part part, boolean byForce);
}
