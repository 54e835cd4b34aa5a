package io.switchgear.health.reliability;

/**
 * How often and how long a circuit was open in some time.
 *
 * @param count how often it opened
 * @param openMs milliseconds in the open state
 */
record Openings(long count, long openMs) {

    static final Openings NONE = new Openings(0, 0);
}
