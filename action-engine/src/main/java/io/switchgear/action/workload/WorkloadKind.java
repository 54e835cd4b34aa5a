package io.switchgear.action.workload;

import java.util.Arrays;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The kinds of workload that Kubernetes rolls out, spelt as Kubernetes spells them. */
public enum WorkloadKind {
    DEPLOYMENT("Deployment"),
    STATEFUL_SET("StatefulSet"),
    DAEMON_SET("DaemonSet");

    private final String wire;

    WorkloadKind(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    /** @throws IllegalArgumentException if {@code wire} names no kind; case does not matter */
    @JsonCreator
    public static WorkloadKind of(String wire) {
        return Arrays.stream(values())
                .filter(kind -> kind.wire.equalsIgnoreCase(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be Deployment, StatefulSet or DaemonSet"));
    }
}
