package io.switchgear.action.target;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.switchgear.action.lifecycle.ActionType;
import io.switchgear.action.lifecycle.TargetType;
import io.switchgear.action.workload.Autoscaler;
import io.switchgear.action.workload.WorkloadKind;

/**
 * A workload that the workspace may act on.
 *
 * @param serviceName its name
 * @param targetType what it runs on
 * @param kind of workload
 * @param clusterName where
 * @param namespace where there
 * @param replicas wanted
 * @param ready replicas that pass their probes
 * @param updated replicas of the newest version
 * @param available replicas that have been ready for long enough
 * @param rollout {@code complete}, {@code progressing} or {@code stalled}
 * @param detail the same in words
 * @param autoscaler what owns its replicas; null if nothing does
 * @param simulated whether the cluster is a simulation
 * @param requiresApproval whether an action would wait for approval
 * @param actions what may be done to it
 */
record ActionableTarget(
        String serviceName,
        TargetType targetType,
        WorkloadKind kind,
        String clusterName,
        String namespace,
        int replicas,
        int ready,
        int updated,
        int available,
        String rollout,
        String detail,
        @Nullable Autoscaler autoscaler,
        boolean simulated,
        boolean requiresApproval,
        List<ActionType> actions) {}
