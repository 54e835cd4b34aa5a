package io.switchgear.simulator.kubernetes;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.jspecify.annotations.Nullable;

/** A deployment as the control API shows it. */
public record DeploymentView(
        String namespace,
        String name,
        int desired,
        int updated,
        int ready,
        long generation,
        long observedGeneration,
        boolean stuck,
        boolean crashed) {

    static DeploymentView of(Deployment deployment, Mishaps mishaps) {
        String name = deployment.getMetadata().getName();
        var status = deployment.getStatus();
        Integer desired = deployment.getSpec().getReplicas();
        return new DeploymentView(
                deployment.getMetadata().getNamespace(),
                name,
                desired == null ? 1 : desired,
                status == null ? 0 : orZero(status.getUpdatedReplicas()),
                status == null ? 0 : orZero(status.getReadyReplicas()),
                deployment.getMetadata().getGeneration(),
                status == null || status.getObservedGeneration() == null ? 0 : status.getObservedGeneration(),
                mishaps.isStuck(name),
                mishaps.isCrashed(name));
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
