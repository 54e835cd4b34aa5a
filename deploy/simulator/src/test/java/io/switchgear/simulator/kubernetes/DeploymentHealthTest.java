package io.switchgear.simulator.kubernetes;

import java.time.Instant;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeploymentHealthTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Rollout TWO = new Rollout(2, 1, 0, false);
    private static final Rollout.Pods HALFWAY = new Rollout.Pods(1, 0, 2, 2);

    private final Deployment deployment = new DeploymentBuilder()
            .withNewMetadata()
            .withGeneration(4L)
            .endMetadata()
            .withNewSpec()
            .withProgressDeadlineSeconds(10)
            .endSpec()
            .build();

    @Test
    void aMissedDeadlineStaysMissedUntilSomethingMoves() {
        assertThat(progressing(HALFWAY, 0)).isEqualTo("ReplicaSetUpdated");
        assertThat(progressing(HALFWAY, 9)).isEqualTo("ReplicaSetUpdated");
        assertThat(progressing(HALFWAY, 10)).isEqualTo("ProgressDeadlineExceeded");
        assertThat(progressing(HALFWAY, 11)).isEqualTo("ProgressDeadlineExceeded");
        assertThat(progressing(new Rollout.Pods(1, 1, 2, 2), 12)).isEqualTo("ReplicaSetUpdated");
        assertThat(progressing(new Rollout.Pods(2, 2, 0, 0), 13)).isEqualTo("NewReplicaSetAvailable");
    }

    @Test
    void podsThatFailLaterAreMissingButNoNewRollout() {
        progressing(new Rollout.Pods(2, 2, 0, 0), 0);

        assertThat(progressing(new Rollout.Pods(2, 0, 0, 0), 5)).isEqualTo("NewReplicaSetAvailable");
        assertThat(deployment.getStatus().getUnavailableReplicas()).isEqualTo(2);
        assertThat(deployment.getStatus().getReadyReplicas()).isNull();
        assertThat(deployment.getStatus().getConditions().getFirst().getStatus())
                .isEqualTo("False");
    }

    private String progressing(Rollout.Pods pods, int second) {
        var status = DeploymentHealth.status(deployment, TWO, pods, NOON.plusSeconds(second));
        deployment.setStatus(status);
        return status.getConditions().get(1).getReason();
    }
}
