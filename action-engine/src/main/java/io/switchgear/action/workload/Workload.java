package io.switchgear.action.workload;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A workload as its cluster last described it.
 *
 * @param ref which one
 * @param generation of its specification
 * @param observedGeneration the specification that the cluster's controller has acted on so far
 * @param desired replicas asked for; for a DaemonSet the nodes it belongs on
 * @param total replicas that exist, of any version
 * @param updated replicas of the newest version
 * @param ready replicas that pass their probes
 * @param available replicas that have been ready for long enough
 * @param updating how it replaces its pods
 * @param availableDuringRollout how many replicas its rollout keeps available, at worst
 * @param revisionPending true while a StatefulSet has not finished moving to its newest revision
 * @param paused true for a Deployment whose rollouts are suspended
 * @param stalled the cluster's own words for a rollout that exceeded its progress deadline; else null
 * @param restartedAt when its last restart was asked for; null if never
 * @param autoscaler what owns its replicas; null if nothing does
 */
public record Workload(
        WorkloadRef ref,
        long generation,
        long observedGeneration,
        int desired,
        int total,
        int updated,
        int ready,
        int available,
        UpdateStrategy updating,
        int availableDuringRollout,
        boolean revisionPending,
        boolean paused,
        @Nullable String stalled,
        @Nullable Instant restartedAt,
        @Nullable Autoscaler autoscaler) {

    public Workload ownedBy(@Nullable Autoscaler owner) {
        return new Workload(
                ref,
                generation,
                observedGeneration,
                desired,
                total,
                updated,
                ready,
                available,
                updating,
                availableDuringRollout,
                revisionPending,
                paused,
                stalled,
                restartedAt,
                owner);
    }
}
