package io.switchgear.simulator.exchange;

/** Why an answer ended. */
public enum Finish {
    STOP,
    LENGTH,
    TOOL,
    CONTENT_FILTER
}
