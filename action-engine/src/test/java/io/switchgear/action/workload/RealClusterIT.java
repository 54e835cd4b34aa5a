package io.switchgear.action.workload;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.switchgear.action.cluster.ClustersProperties;
import io.switchgear.common.testing.Await;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The adapter against a real API server, in a namespace of its own that is removed afterwards. Runs only with
 * {@code -Dswitchgear.test.kubeconfig=<file>}; see the README.
 */
@Tag("real-cluster")
class RealClusterIT {

    private static final String CLUSTER = "real";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final String namespace =
            "switchgear-it-" + UUID.randomUUID().toString().substring(0, 8);
    private final WorkloadRef pause = new WorkloadRef(CLUSTER, namespace, WorkloadKind.DEPLOYMENT, "pause");

    private KubernetesClients clients;
    private KubernetesWorkloads workloads;

    @BeforeEach
    void deploy() {
        var properties = new KubernetesProperties(Duration.ofSeconds(20), 4);
        var cluster = new ClustersProperties.Cluster(
                CLUSTER,
                null,
                Path.of(System.getProperty("switchgear.test.kubeconfig")),
                null,
                false,
                null,
                null,
                false,
                null,
                List.of());
        clients = new KubernetesClients(new ClustersProperties(List.of(cluster)), properties);
        workloads = new KubernetesWorkloads(clients, properties);
        var client = clients.of(CLUSTER);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        client.resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("pause")
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(1)
                        .withNewSelector()
                        .addToMatchLabels("app", "pause")
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToLabels("app", "pause")
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("pause")
                        .withImage("registry.k8s.io/pause:3.10")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
        complete();
    }

    @AfterEach
    void remove() {
        clients.of(CLUSTER).namespaces().withName(namespace).delete();
        workloads.close();
        clients.close();
    }

    private Workload complete() {
        return Await.value(() -> {
            Workload now = find();
            return Rollout.of(now).state() == Rollout.State.COMPLETE ? now : null;
        });
    }

    private Workload find() {
        return workloads.find(pause).block(LIMIT);
    }

    @Test
    void restartsScalesAndRehearses() {
        var restart = new Change.Restart(Instant.now());
        workloads.dryRun(pause, new Change.Replicas(3)).block(LIMIT);
        assertThat(find().desired()).isEqualTo(1);

        workloads.apply(pause, restart).block(LIMIT);
        long restarted = find().generation();
        workloads.apply(pause, restart).block(LIMIT);
        assertThat(find().generation()).isEqualTo(restarted);
        assertThat(complete().restartedAt()).isEqualTo(restart.at());

        workloads.apply(pause, new Change.Replicas(2)).block(LIMIT);
        assertThat(complete().available()).isEqualTo(2);
        assertThat(workloads.list(CLUSTER, namespace).collectList().block(LIMIT))
                .hasSize(1);
    }
}
