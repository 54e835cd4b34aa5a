package io.switchgear.action.workload;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class KubernetesSnapshotsTest {

    @ParameterizedTest
    @CsvSource({
        // replicas, max unavailable, max surge, available at worst
        "1, 25%, 25%, 1",
        "4, 25%, 25%, 3",
        "10, 25%, 25%, 8",
        "3, 0, 1, 3",
        "3, 100%, 0, 0",
        // Kubernetes takes one away when neither may be.
        "3, 0, 0, 2",
        "2, 5, 1, 0"
    })
    void knowsHowManyARolloutKeepsAvailable(int replicas, String unavailable, String surge, int worst) {
        var workload = KubernetesSnapshots.of(
                "local",
                new DeploymentBuilder(bare(replicas))
                        .editSpec()
                        .withNewStrategy()
                        .withNewRollingUpdate()
                        .withMaxUnavailable(amount(unavailable))
                        .withMaxSurge(amount(surge))
                        .endRollingUpdate()
                        .endStrategy()
                        .endSpec()
                        .build());

        assertThat(workload.availableDuringRollout()).isEqualTo(worst);
    }

    @Test
    void absentFieldsAreKubernetesDefaults() {
        var workload = KubernetesSnapshots.of("local", bare(null));

        assertThat(workload.desired()).isEqualTo(1);
        assertThat(workload.updating()).isEqualTo(UpdateStrategy.ROLLING);
        assertThat(workload.ready()).isZero();
        assertThat(workload.restartedAt()).isNull();
    }

    @Test
    void foreignRestartMarksAreNoTime() {
        var workload = KubernetesSnapshots.of(
                "local",
                new DeploymentBuilder(bare(1))
                        .editSpec()
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToAnnotations(KubernetesSnapshots.RESTARTED_AT, "yesterday")
                        .endMetadata()
                        .endTemplate()
                        .endSpec()
                        .build());

        assertThat(workload.restartedAt()).isNull();
    }

    private static Deployment bare(Integer replicas) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("payment-api")
                .withGeneration(1L)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .endSpec()
                .build();
    }

    private static IntOrString amount(String text) {
        return text.endsWith("%") ? new IntOrString(text) : new IntOrString(Integer.parseInt(text));
    }
}
