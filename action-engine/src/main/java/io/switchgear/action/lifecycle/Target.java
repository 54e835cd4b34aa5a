package io.switchgear.action.lifecycle;

import org.jspecify.annotations.Nullable;

import io.switchgear.action.workload.WorkloadKind;
import io.switchgear.action.workload.WorkloadRef;

/**
 * What an action is for.
 *
 * @param serviceName name of the workload
 * @param targetType what it runs on, as the request calls it
 * @param kind of workload; null on Cloud Run
 * @param clusterName null on Cloud Run, and when a request named none and none could be chosen
 * @param namespace likewise
 * @param region as the request said; Cloud Run's
 * @param project likewise
 * @param simulated whether the cluster is a simulation
 */
public record Target(
        String serviceName,
        TargetType targetType,
        @Nullable WorkloadKind kind,
        @Nullable String clusterName,
        @Nullable String namespace,
        @Nullable String region,
        @Nullable String project,
        boolean simulated) {

    /**
     * The workload.
     *
     * @throws IllegalStateException for a target that was never resolved to one
     */
    public WorkloadRef workload() {
        if (kind == null || clusterName == null || namespace == null) {
            throw new IllegalStateException("Not resolved to a workload: " + this);
        }
        return new WorkloadRef(clusterName, namespace, kind, serviceName);
    }
}
