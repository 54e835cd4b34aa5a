package io.switchgear.simulator.kubernetes;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.switchgear.common.testing.Await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Deployments seen through the client that the suite uses. */
class SimulatedClusterTest {

    private final SimulatedCluster cluster =
            SimulatedCluster.start("127.0.0.1", 0, Duration.ofMillis(50), InstantSource.system());
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://127.0.0.1:" + cluster.port())
                    .withNamespace("default")
                    .build())
            .build();

    @BeforeEach
    void settle() {
        Await.until(() -> assertThat(cluster.deployments())
                .hasSize(4)
                .allSatisfy(deployment -> assertThat(deployment.ready()).isEqualTo(2)));
    }

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    @Test
    void theFourServicesRun() {
        var names = client.apps().deployments().list().getItems().stream()
                .map(deployment -> deployment.getMetadata().getName());

        assertThat(names).containsExactlyInAnyOrder("payment-api", "user-auth", "inventory-svc", "notification-svc");
        assertThat(payment().get().getMetadata().getAnnotations()).containsEntry(Seed.SIMULATED, "true");
        assertThat(condition("Available")).isEqualTo("True:MinimumReplicasAvailable");
        Await.until(() -> assertThat(condition("Progressing")).isEqualTo("True:NewReplicaSetAvailable"));
        assertThat(readyPods()).hasSize(2);
        assertThat(client.supports(Deployment.class)).isTrue();
        assertThat(client.getKubernetesVersion().getGitVersion()).contains("simulated");
    }

    @Test
    void scalingBumpsTheGenerationAndEndsReady() {
        long before = payment().get().getMetadata().getGeneration();

        payment().scale(5);

        assertThat(payment().get().getMetadata().getGeneration()).isEqualTo(before + 1);
        Await.until(() -> {
            var status = payment().get().getStatus();
            assertThat(status.getObservedGeneration()).isEqualTo(before + 1);
            assertThat(status.getReadyReplicas()).isEqualTo(5);
            assertThat(status.getUnavailableReplicas()).isNull();
        });
        assertThat(readyPods()).hasSize(5);

        payment().scale(0);
        Await.until(() -> assertThat(payment().get().getStatus().getReplicas()).isNull());
        assertThat(client.pods().withLabel("app", "payment-api").list().getItems())
                .isEmpty();
    }

    @Test
    void aRolloutRestartReplacesEveryPodAndNeverDropsBelowTwo() {
        var ready = Collections.synchronizedList(new ArrayList<Integer>());
        var before = readyPods();
        try (var watch = client.apps().deployments().withName("payment-api").watch(recording(ready))) {
            Await.until(() -> assertThat(ready).isNotEmpty());
            payment().rolling().restart();
            Await.until(() -> {
                assertThat(ready).hasSizeGreaterThan(4);
                assertThat(readyPods()).hasSize(2).doesNotContainAnyElementsOf(before);
                assertThat(condition("Progressing")).isEqualTo("True:NewReplicaSetAvailable");
                assertThat(payment().get().getStatus().getUpdatedReplicas()).isEqualTo(2);
                assertThat(payment().get().getStatus().getReplicas()).isEqualTo(2);
            });
        }

        assertThat(ready).allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(2));
        assertThat(payment().get().getMetadata().getAnnotations()).containsEntry(ReplicaSets.REVISION, "2");
        assertThat(client.apps()
                        .replicaSets()
                        .withLabel("app", "payment-api")
                        .list()
                        .getItems())
                .hasSize(2);
    }

    @Test
    void aStuckRolloutKeepsTheOldPodsAndEndsWhenHealed() {
        cluster.stick("payment-api", true);
        var before = readyPods();

        payment().rolling().restart();

        Await.until(() ->
                assertThat(payment().get().getStatus().getUpdatedReplicas()).isEqualTo(1));
        assertThat(readyPods()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(condition("Available")).isEqualTo("True:MinimumReplicasAvailable");
        assertThat(condition("Progressing")).isEqualTo("True:ReplicaSetUpdated");

        cluster.heal("payment-api");
        Await.until(() -> assertThat(condition("Progressing")).isEqualTo("True:NewReplicaSetAvailable"));
        assertThat(readyPods()).doesNotContainAnyElementsOf(before);
    }

    @Test
    void aStuckRolloutMissesItsDeadline() {
        payment().edit(deployment -> {
            deployment.getSpec().setProgressDeadlineSeconds(1);
            return deployment;
        });
        cluster.stick("payment-api", true);
        payment().rolling().restart();

        Await.until(() -> assertThat(condition("Progressing")).isEqualTo("False:ProgressDeadlineExceeded"));
    }

    @Test
    void aCrashIsCuredByARestart() {
        cluster.crash("payment-api");
        Await.until(() -> assertThat(condition("Available")).isEqualTo("False:MinimumReplicasUnavailable"));
        assertThat(readyPods()).isEmpty();

        payment().rolling().restart();

        Await.until(() -> assertThat(condition("Available")).isEqualTo("True:MinimumReplicasAvailable"));
        Await.until(() -> assertThat(readyPods()).hasSize(2));
    }

    @Test
    void aDryRunChangesNothing() {
        var before = payment().get();

        var would = payment().dryRun().patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"spec\":{\"replicas\":9}}");

        assertThat(would.getSpec().getReplicas()).isEqualTo(9);
        assertThat(payment().get().getSpec().getReplicas()).isEqualTo(2);
        assertThat(payment().get().getMetadata().getGeneration())
                .isEqualTo(before.getMetadata().getGeneration());
    }

    @Test
    void aStaleWriteIsAConflict() {
        var stale = payment().get();
        payment().scale(3);
        stale.getSpec().setReplicas(1);

        assertThatThrownBy(() -> client.resource(stale).update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
    }

    @Test
    void aPatchReplacesListsAndMergesContainersByName() {
        payment().patch(PatchContext.of(PatchType.STRATEGIC_MERGE), """
            {"spec":{"template":{"spec":{"containers":[{"name":"payment-api","image":"registry.example/payment-api:2.0.0"}]}}}}\
            """);

        var containers = payment().get().getSpec().getTemplate().getSpec().getContainers();
        assertThat(containers).hasSize(1);
        assertThat(containers.getFirst().getImage()).endsWith(":2.0.0");
        assertThat(containers.getFirst().getPorts()).hasSize(1);
    }

    @Test
    void aDeletedDeploymentTakesItsPodsAlong() {
        payment().delete();

        Await.until(() -> assertThat(
                        client.pods().withLabel("app", "payment-api").list().getItems())
                .isEmpty());
        assertThat(payment().get()).isNull();
    }

    @Test
    void errorsAreStatusDocuments() throws Exception {
        var http = HttpClient.newHttpClient();
        for (String path : List.of("/apis/apps/v1/namespaces/default/deployments/nobody", "/nowhere")) {
            var response = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cluster.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).contains("\"kind\":\"Status\"").contains("NotFound");
        }
    }

    private RollableScalableResource<Deployment> payment() {
        return client.apps().deployments().withName("payment-api");
    }

    private List<String> readyPods() {
        return client.pods().withLabel("app", "payment-api").list().getItems().stream()
                .filter(PodLife::ready)
                .map(pod -> pod.getMetadata().getName())
                .toList();
    }

    private String condition(String type) {
        return payment().get().getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .map(condition -> condition.getStatus() + ":" + condition.getReason())
                .findFirst()
                .orElseThrow();
    }

    private static Watcher<Deployment> recording(List<Integer> ready) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, Deployment deployment) {
                Integer count = deployment.getStatus().getReadyReplicas();
                ready.add(count == null ? 0 : count);
            }

            @Override
            public void onClose(WatcherException cause) {
                // The end of the test.
            }
        };
    }
}
