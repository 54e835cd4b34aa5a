package io.switchgear.action.guard;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.switchgear.action.lifecycle.ActionType;
import io.switchgear.action.lifecycle.PlannedChange;
import io.switchgear.action.lifecycle.Sizing;
import io.switchgear.action.testing.Samples;
import io.switchgear.action.workload.Autoscaler;
import io.switchgear.action.workload.Change;
import io.switchgear.action.workload.UpdateStrategy;
import io.switchgear.action.workload.Workload;
import io.switchgear.action.workload.WorkloadKind;

import static org.assertj.core.api.Assertions.assertThat;

class PlannerTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static Plan scale(Sizing sizing, Workload workload) {
        return Planner.plan(ActionType.SCALE_DEPLOYMENT, sizing, workload, NOW);
    }

    @Test
    void scalingSaysFromWhereToWhereAndBack() {
        assertThat(scale(Sizing.exactly(5), Samples.deployment(2)))
                .isEqualTo(new Plan.Feasible(
                        new Change.Replicas(5),
                        java.util.List.of(
                                new PlannedChange("Deployment default/payment-api", "spec.replicas", "2", "5")),
                        Sizing.exactly(2)));
    }

    @Test
    void nothingToChangeIsAnEmptyPlan() {
        assertThat(scale(Sizing.exactly(2), Samples.deployment(2)))
                .isInstanceOfSatisfying(
                        Plan.Feasible.class, plan -> assertThat(plan.changes()).isEmpty());
    }

    @Test
    void autoscalerAndReplicasExcludeEachOther() {
        var owned =
                Samples.workload(WorkloadKind.DEPLOYMENT, 3, UpdateStrategy.ROLLING, 3, new Autoscaler("hpa", 2, 6));

        assertThat(scale(Sizing.exactly(5), owned)).isInstanceOf(Plan.Infeasible.class);
        assertThat(scale(Sizing.between(2, 5), Samples.deployment(3))).isInstanceOf(Plan.Infeasible.class);
        assertThat(scale(Sizing.between(2, 8), owned)).isInstanceOfSatisfying(Plan.Feasible.class, plan -> {
            assertThat(plan.change()).isEqualTo(new Change.AutoscalerBounds("hpa", 2, 8));
            assertThat(plan.changes()).hasSize(1);
            assertThat(plan.previous()).isEqualTo(Sizing.between(2, 6));
        });
    }

    @Test
    void daemonSetsAreNotScaled() {
        var daemon = Samples.workload(WorkloadKind.DAEMON_SET, 3, UpdateStrategy.ROLLING, 2, null);

        assertThat(scale(Sizing.exactly(5), daemon))
                .isEqualTo(new Plan.Infeasible("kind", "is DaemonSet, which runs on every node and cannot be scaled"));
    }

    @Test
    void restartNeedsAWorkloadThatReplacesItsPods() {
        var onDelete = Samples.workload(WorkloadKind.STATEFUL_SET, 3, UpdateStrategy.ON_DELETE, 2, null);

        assertThat(Planner.plan(ActionType.RESTART_DEPLOYMENT, null, onDelete, NOW))
                .isInstanceOf(Plan.Infeasible.class);
        assertThat(Planner.plan(ActionType.RESTART_DEPLOYMENT, null, Samples.deployment(1), NOW))
                .isInstanceOfSatisfying(
                        Plan.Feasible.class, plan -> assertThat(plan.change()).isEqualTo(new Change.Restart(NOW)));
    }
}
