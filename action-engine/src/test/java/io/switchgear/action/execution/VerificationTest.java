package io.switchgear.action.execution;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.switchgear.action.lifecycle.Action;
import io.switchgear.action.lifecycle.ActionState;
import io.switchgear.action.lifecycle.ActionType;
import io.switchgear.action.lifecycle.Sizing;
import io.switchgear.action.lifecycle.Target;
import io.switchgear.action.lifecycle.TargetType;
import io.switchgear.action.testing.Samples;
import io.switchgear.action.workload.Autoscaler;
import io.switchgear.action.workload.Rollout;
import io.switchgear.action.workload.UpdateStrategy;
import io.switchgear.action.workload.WorkloadKind;

import static org.assertj.core.api.Assertions.assertThat;

class VerificationTest {

    private static Action verifying(Sizing requested) {
        return new Action(
                UUID.randomUUID(),
                UUID.randomUUID(),
                requested == null ? ActionType.RESTART_DEPLOYMENT : ActionType.SCALE_DEPLOYMENT,
                ActionState.VERIFYING,
                null,
                new Target(
                        "payment-api", TargetType.GKE, WorkloadKind.DEPLOYMENT, "local", "default", null, null, true),
                requested,
                null,
                "x",
                false,
                List.of(),
                null,
                null,
                "user@example.com",
                null,
                null,
                Instant.EPOCH,
                null,
                Instant.EPOCH,
                null,
                Instant.EPOCH,
                1);
    }

    @Test
    void restartIsDoneWithItsRollout() {
        assertThat(Verification.of(verifying(null), Samples.deployment(3)).state())
                .isEqualTo(Rollout.State.COMPLETE);
    }

    @Test
    void scalingSomebodyElseHasOverruledIsNoSuccess() {
        assertThat(Verification.of(verifying(Sizing.exactly(5)), Samples.deployment(3)))
                .isEqualTo(new Rollout(
                        Rollout.State.STALLED, "Somebody else has set the number of replicas to 3 meanwhile."));
        assertThat(Verification.of(verifying(Sizing.exactly(3)), Samples.deployment(3))
                        .state())
                .isEqualTo(Rollout.State.COMPLETE);
    }

    @Test
    void boundsAreEffectiveOnceTheReplicasAreWithin() {
        var outside =
                Samples.workload(WorkloadKind.DEPLOYMENT, 2, UpdateStrategy.ROLLING, 2, new Autoscaler("hpa", 3, 9));
        var inside =
                Samples.workload(WorkloadKind.DEPLOYMENT, 3, UpdateStrategy.ROLLING, 3, new Autoscaler("hpa", 3, 9));
        var action = verifying(Sizing.between(3, 9));

        assertThat(Verification.of(action, outside).state()).isEqualTo(Rollout.State.PROGRESSING);
        assertThat(Verification.of(action, inside).state()).isEqualTo(Rollout.State.COMPLETE);
        assertThat(Verification.of(action, inside.ownedBy(null)).state()).isEqualTo(Rollout.State.STALLED);
    }
}
