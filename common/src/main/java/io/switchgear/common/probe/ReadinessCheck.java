package io.switchgear.common.probe;

/** One condition for taking traffic, answered from memory: a probe never waits. */
public interface ReadinessCheck {

    /** Lower case, as shown in the probe's answer. */
    String name();

    boolean ready();
}
