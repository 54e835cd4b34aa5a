package io.switchgear.simulator.kubernetes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;

/** A pod from its creation to readiness: Pending, Running, Ready, one step a round. */
final class PodLife {

    private PodLife() {}

    static boolean ready(Pod pod) {
        var status = pod.getStatus();
        return status != null
                && status.getConditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    static Pod create(ReplicaSet set) {
        var template = set.getSpec().getTemplate();
        String suffix = Integer.toString(ThreadLocalRandom.current().nextInt(1_679_616, 60_466_176), 36);
        return new PodBuilder()
                .withNewMetadata()
                .withName(set.getMetadata().getName() + "-" + suffix)
                .withNamespace(set.getMetadata().getNamespace())
                .withLabels(template.getMetadata().getLabels())
                .withAnnotations(template.getMetadata().getAnnotations())
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("apps/v1")
                        .withKind("ReplicaSet")
                        .withName(set.getMetadata().getName())
                        .withUid(set.getMetadata().getUid())
                        .withController(true)
                        .build())
                .endMetadata()
                .withSpec(template.getSpec())
                .withNewStatus()
                .withPhase("Pending")
                .endStatus()
                .build();
    }

    /** The status one step on. {@code broken} pods stay, or fall back, to a crash loop. */
    static PodStatus next(Pod pod, boolean broken, Instant now) {
        var old = pod.getStatus();
        boolean begun = old != null && "Running".equals(old.getPhase());
        boolean ready = begun && !broken;
        if (begun && ready == ready(pod) && broken == crashLooping(old)) {
            return old;
        }
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        List<ContainerStatus> containers = pod.getSpec().getContainers().stream()
                .map(container -> new ContainerStatusBuilder()
                        .withName(container.getName())
                        .withImage(container.getImage())
                        .withReady(ready)
                        .withStarted(ready)
                        .withRestartCount(broken ? 3 : 0)
                        .withState(
                                broken && begun
                                        ? new ContainerStateBuilder()
                                                .withNewWaiting()
                                                .withReason("CrashLoopBackOff")
                                                .withMessage("back-off restarting failed container (simulated)")
                                                .endWaiting()
                                                .build()
                                        : new ContainerStateBuilder()
                                                .withNewRunning()
                                                .withStartedAt(time)
                                                .endRunning()
                                                .build())
                        .build())
                .toList();
        return new PodStatusBuilder()
                .withPhase("Running")
                .withStartTime(old == null || old.getStartTime() == null ? time : old.getStartTime())
                .withConditions(
                        new PodConditionBuilder()
                                .withType("PodScheduled")
                                .withStatus("True")
                                .withLastTransitionTime(time)
                                .build(),
                        new PodConditionBuilder()
                                .withType("Ready")
                                .withStatus(ready ? "True" : "False")
                                .withReason(ready ? null : "ContainersNotReady")
                                .withLastTransitionTime(time)
                                .build())
                .withContainerStatuses(containers)
                .build();
    }

    private static boolean crashLooping(PodStatus status) {
        return status.getContainerStatuses().stream()
                .anyMatch(container ->
                        container.getState() != null && container.getState().getWaiting() != null);
    }
}
