package io.switchgear.action.lifecycle;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a target runs on. */
public enum TargetType {
    /** A Kubernetes cluster by another name. */
    GKE,
    KUBERNETES,
    CLOUD_RUN;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if {@code wire} names no type */
    @JsonCreator
    public static TargetType of(String wire) {
        return switch (wire) {
            case "gke" -> GKE;
            case "kubernetes" -> KUBERNETES;
            case "cloud_run" -> CLOUD_RUN;
            default -> throw new IllegalArgumentException("must be gke, kubernetes or cloud_run");
        };
    }
}
