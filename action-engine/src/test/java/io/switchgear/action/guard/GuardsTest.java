package io.switchgear.action.guard;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.switchgear.action.lifecycle.ActionType;
import io.switchgear.action.lifecycle.TargetHistory;
import io.switchgear.action.testing.Samples;
import io.switchgear.action.workload.Autoscaler;
import io.switchgear.action.workload.Change;
import io.switchgear.action.workload.UpdateStrategy;
import io.switchgear.action.workload.WorkloadKind;

import static org.assertj.core.api.Assertions.assertThat;

class GuardsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final GuardProperties LIMITS =
            new GuardProperties(Duration.ofSeconds(30), 50, 5, GuardProperties.RequireApproval.PRODUCTION, true);

    @Test
    void cooldownEndsOnTheSecondAndNeverHoldsARevert() {
        var just = new TargetHistory(false, NOW.minusSeconds(29));

        assertThat(Guards.pace(new TargetHistory(false, null), false, NOW, LIMITS))
                .isNull();
        assertThat(Guards.pace(just, false, NOW, LIMITS))
                .isEqualTo("The last action on this target ended 29 s ago; it is left alone for 30 s.");
        assertThat(Guards.pace(just, true, NOW, LIMITS)).isNull();
        assertThat(Guards.pace(new TargetHistory(false, NOW.minusSeconds(30)), false, NOW, LIMITS))
                .isNull();
    }

    @Test
    void busyTargetHoldsEverythingBack() {
        var busy = new TargetHistory(true, NOW.minusSeconds(900));

        assertThat(Guards.pace(busy, false, NOW, LIMITS)).contains("has not finished");
        assertThat(Guards.pace(busy, true, NOW, LIMITS)).contains("has not finished");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 10, true",
        "2, 11, false",
        "10, 2, true",
        "10, 1, false",
        "1, 0, false",
        "0, 50, true",
        "40, 51, false",
        "60, 60, true",
        "0, 0, true"
    })
    void stepsAreLimitedBothWays(int from, int to, boolean allowed) {
        String sentence = Guards.blastRadius(
                ActionType.SCALE_DEPLOYMENT, new Change.Replicas(to), Samples.deployment(from), false, LIMITS);

        assertThat(sentence == null).as(sentence).isEqualTo(allowed);
    }

    @Test
    void revertGoesBackHoweverFar() {
        assertThat(Guards.blastRadius(
                        ActionType.SCALE_DEPLOYMENT, new Change.Replicas(60), Samples.deployment(1), true, LIMITS))
                .isNull();
    }

    @Test
    void bothBoundsOfAnAutoscalerAreLimited() {
        var owned =
                Samples.workload(WorkloadKind.DEPLOYMENT, 3, UpdateStrategy.ROLLING, 3, new Autoscaler("hpa", 2, 10));

        assertThat(bounds(owned, 3, 20)).isNull();
        assertThat(bounds(owned, 11, 20)).contains("minimum replicas");
        assertThat(bounds(owned, 2, 51)).contains("51 maximum replicas");
        assertThat(bounds(owned.ownedBy(null), 2, 10)).contains("is gone");
    }

    private static String bounds(io.switchgear.action.workload.Workload workload, int min, int max) {
        return Guards.blastRadius(
                ActionType.SCALE_DEPLOYMENT, new Change.AutoscalerBounds("hpa", min, max), workload, false, LIMITS);
    }

    @Test
    void onlyRolloutRestartInsistsOnAvailability() {
        var recreated = Samples.workload(WorkloadKind.DEPLOYMENT, 2, UpdateStrategy.RECREATE, 0, null);
        var idle = Samples.workload(WorkloadKind.DEPLOYMENT, 0, UpdateStrategy.RECREATE, 0, null);
        var restart = new Change.Restart(NOW);

        assertThat(Guards.blastRadius(ActionType.ROLLOUT_RESTART, restart, recreated, false, LIMITS))
                .contains("would leave no replica available");
        assertThat(Guards.blastRadius(ActionType.RESTART_DEPLOYMENT, restart, recreated, false, LIMITS))
                .isNull();
        assertThat(Guards.blastRadius(ActionType.ROLLOUT_RESTART, restart, idle, false, LIMITS))
                .isNull();
    }

    @Test
    void approvalDependsOnTheClusterUnlessSetOtherwise() {
        assertThat(LIMITS.needsApproval(true)).isTrue();
        assertThat(LIMITS.needsApproval(false)).isFalse();
    }
}
