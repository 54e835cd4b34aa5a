package io.switchgear.action.workload;

import java.time.Instant;

/** What an action does to a workload. Each is idempotent: applied twice, it changes nothing the second time. */
public sealed interface Change {

    /**
     * Replaces every pod, as {@code kubectl rollout restart} does.
     *
     * @param at written into the pod template; fixed before the first attempt, so that a repeated one is the same restart
     */
    record Restart(Instant at) implements Change {}

    /** Sets the number of replicas. */
    record Replicas(int to) implements Change {}

    /** Sets the bounds of the autoscaler that owns the replicas. */
    record AutoscalerBounds(String autoscaler, int min, int max) implements Change {}
}
