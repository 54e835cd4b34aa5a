package io.switchgear.action.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * How many replicas: a number, or bounds where an autoscaler chooses.
 *
 * @param replicas the number; null with bounds
 * @param minReplicas lower bound; null without an autoscaler
 * @param maxReplicas upper bound; null without an autoscaler
 */
public record Sizing(
        @Nullable Integer replicas,
        @Nullable Integer minReplicas,
        @Nullable Integer maxReplicas) {

    public static Sizing exactly(int replicas) {
        return new Sizing(replicas, null, null);
    }

    public static Sizing between(int min, int max) {
        return new Sizing(null, min, max);
    }
}
