package io.switchgear.simulator.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import org.jspecify.annotations.Nullable;

/** The status of a deployment, computed from its pods. */
final class DeploymentHealth {

    private static final String COMPLETE = "NewReplicaSetAvailable";
    private static final String LATE = "ProgressDeadlineExceeded";
    private static final int DEFAULT_DEADLINE_SECONDS = 600;

    private DeploymentHealth() {}

    static DeploymentStatus status(Deployment deployment, Rollout rollout, Rollout.Pods pods, Instant now) {
        var old = Optional.ofNullable(deployment.getStatus()).orElseGet(DeploymentStatus::new);
        boolean enough = pods.available() >= rollout.desired() - rollout.unavailable();
        boolean moved = !Objects.equals(old.getUpdatedReplicas(), nullIfNone(pods.updated()))
                || !Objects.equals(old.getReplicas(), nullIfNone(pods.total()))
                || !Objects.equals(old.getAvailableReplicas(), nullIfNone(pods.available()))
                || !Objects.equals(
                        old.getObservedGeneration(), deployment.getMetadata().getGeneration());
        return new DeploymentStatusBuilder()
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(nullIfNone(pods.total()))
                .withUpdatedReplicas(nullIfNone(pods.updated()))
                .withReadyReplicas(nullIfNone(pods.available()))
                .withAvailableReplicas(nullIfNone(pods.available()))
                .withUnavailableReplicas(
                        nullIfNone(Math.max(0, Math.max(rollout.desired(), pods.total()) - pods.available())))
                .withConditions(
                        condition(
                                old,
                                "Available",
                                enough,
                                enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                                false,
                                now),
                        progressing(deployment, old, rollout, pods, moved, now))
                .build();
    }

    private static DeploymentCondition progressing(
            Deployment deployment,
            DeploymentStatus old,
            Rollout rollout,
            Rollout.Pods pods,
            boolean moved,
            Instant now) {
        var before = find(old, "Progressing");
        boolean complete =
                pods.updated() == rollout.desired() && pods.old() == 0 && pods.updatedAvailable() == rollout.desired();
        boolean wasComplete = before != null
                && COMPLETE.equals(before.getReason())
                && Objects.equals(
                        old.getObservedGeneration(), deployment.getMetadata().getGeneration());
        if (complete || wasComplete) {
            return condition(old, "Progressing", true, COMPLETE, moved, now);
        }
        Integer deadline = deployment.getSpec().getProgressDeadlineSeconds();
        long limit = deadline == null ? DEFAULT_DEADLINE_SECONDS : deadline;
        boolean late =
                !moved && before != null && (LATE.equals(before.getReason()) || secondsSince(before, now) >= limit);
        return condition(old, "Progressing", !late, late ? LATE : "ReplicaSetUpdated", moved, now);
    }

    private static long secondsSince(DeploymentCondition condition, Instant now) {
        return Duration.between(Instant.parse(condition.getLastUpdateTime()), now)
                .toSeconds();
    }

    /** A condition whose times change only when it does. */
    private static DeploymentCondition condition(
            DeploymentStatus old, String type, boolean holds, String reason, boolean touched, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        String status = holds ? "True" : "False";
        String transition = time;
        String update = time;
        var before = find(old, type);
        if (before != null && status.equals(before.getStatus())) {
            transition = before.getLastTransitionTime();
            update = touched || !reason.equals(before.getReason()) ? time : before.getLastUpdateTime();
        }
        return new DeploymentConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(type + ": " + reason + " (simulated)")
                .withLastTransitionTime(transition)
                .withLastUpdateTime(update)
                .build();
    }

    private static @Nullable DeploymentCondition find(DeploymentStatus status, String type) {
        return status.getConditions().stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst()
                .orElse(null);
    }

    /** A real API server leaves zeros out. */
    private static @Nullable Integer nullIfNone(int count) {
        return count == 0 ? null : count;
    }
}
