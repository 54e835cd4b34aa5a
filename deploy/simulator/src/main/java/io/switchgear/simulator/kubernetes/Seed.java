package io.switchgear.simulator.kubernetes;

import java.util.List;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;

/** What the cluster holds at first: four services that every demo knows. */
final class Seed {

    static final String NAMESPACE = "default";

    /** Marks everything as simulated, for whoever shows it. */
    static final String SIMULATED = "switchgear.io/simulated";

    private static final List<String> SERVICES =
            List.of("payment-api", "user-auth", "inventory-svc", "notification-svc");
    private static final int REPLICAS = 2;
    private static final int PROGRESS_DEADLINE_SECONDS = 30;

    private Seed() {}

    static void plant(ClusterApi api) {
        api.create(new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .addToAnnotations(SIMULATED, "true")
                .endMetadata()
                .withNewStatus()
                .withPhase("Active")
                .endStatus()
                .build());
        SERVICES.forEach(service -> api.create(deployment(service)));
    }

    private static Deployment deployment(String name) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .addToLabels("app", name)
                .addToLabels("app.kubernetes.io/name", name)
                .addToAnnotations(SIMULATED, "true")
                .endMetadata()
                .withNewSpec()
                .withReplicas(REPLICAS)
                .withProgressDeadlineSeconds(PROGRESS_DEADLINE_SECONDS)
                .withRevisionHistoryLimit(10)
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withNewMaxSurge("25%")
                .withNewMaxUnavailable("25%")
                .endRollingUpdate()
                .endStrategy()
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", name)
                .addToLabels("app.kubernetes.io/name", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName(name)
                .withImage("registry.example/" + name + ":1.0.0")
                .addNewPort()
                .withContainerPort(8080)
                .endPort()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
