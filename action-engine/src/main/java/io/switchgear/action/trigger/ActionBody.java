package io.switchgear.action.trigger;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import io.switchgear.action.lifecycle.Sizing;
import io.switchgear.action.lifecycle.TargetType;
import io.switchgear.action.workload.WorkloadKind;

/**
 * Body of a request for an action.
 *
 * @param serviceName name of the workload
 * @param targetType what it runs on
 * @param kind of workload; Deployment when absent
 * @param clusterName may be absent while only one cluster is granted
 * @param namespace the granted one when absent, else {@code default}
 * @param region Cloud Run's; kept for the record with Kubernetes
 * @param project likewise
 * @param reason why, 1 to 500 characters
 * @param replicas wanted
 * @param minReplicas wanted of the autoscaler
 * @param maxReplicas wanted of the autoscaler
 * @param dryRun true to see what would change
 */
record ActionBody(
        @NotNull(message = "is needed")
        @Size(max = 253, message = "is longer than 253 characters")
        @Pattern(
                regexp = ActionBody.NAME,
                message = "must be the name of a workload: lower-case letters, digits, - and .")
        String serviceName,

        @NotNull(message = "is needed: gke, kubernetes or cloud_run")
        TargetType targetType,

        @Nullable WorkloadKind kind,

        @Nullable @Pattern(regexp = "[a-zA-Z0-9._-]{1,63}", message = "must be the name of a cluster")
        String clusterName,

        @Nullable
        @Pattern(
                regexp = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?",
                message = "must be the name of a namespace: lower-case letters, digits and -")
        String namespace,

        @Nullable @Pattern(regexp = "[a-z0-9-]{1,63}", message = "must be the name of a region")
        String region,

        @Nullable @Pattern(regexp = "[a-z0-9:.-]{1,63}", message = "must be the id of a project")
        String project,

        @NotNull(message = "is needed")
        @Pattern(regexp = "[^\\p{Cc}]*[^\\p{Cc}\\s][^\\p{Cc}]*", message = "must say why, without control characters")
        @Size(max = 500, message = "is longer than 500 characters")
        String reason,

        @Nullable
        @Min(value = 0, message = "must not be negative")
        @Max(value = 10_000, message = "must not be over 10000")
        Integer replicas,

        @Nullable
        @Min(value = 0, message = "must not be negative")
        @Max(value = 10_000, message = "must not be over 10000")
        Integer minReplicas,

        @Nullable
        @Min(value = 0, message = "must not be negative")
        @Max(value = 10_000, message = "must not be over 10000")
        Integer maxReplicas,

        @Nullable Boolean dryRun) {

    /** A DNS subdomain name, as Kubernetes names its objects. */
    static final String NAME = "[a-z0-9]([-a-z0-9.]*[a-z0-9])?";

    WorkloadKind kindOrDefault() {
        return kind == null ? WorkloadKind.DEPLOYMENT : kind;
    }

    @Nullable
    Sizing sizing() {
        return replicas == null && minReplicas == null && maxReplicas == null
                ? null
                : new Sizing(replicas, minReplicas, maxReplicas);
    }
}
