package io.switchgear.action.execution;

import org.jspecify.annotations.Nullable;

import io.switchgear.action.lifecycle.Action;
import io.switchgear.action.lifecycle.Sizing;
import io.switchgear.action.workload.Rollout;
import io.switchgear.action.workload.Workload;

/** Whether an action has had its effect: its rollout is complete, and nobody has changed the size to something else. Pure. */
final class Verification {

    private Verification() {}

    static Rollout of(Action action, Workload workload) {
        Sizing wanted = action.requested();
        String conflict = wanted == null ? null : conflict(wanted, workload);
        if (conflict != null) {
            return new Rollout(Rollout.State.STALLED, conflict);
        }
        Rollout rollout = Rollout.of(workload);
        return rollout.state() == Rollout.State.COMPLETE && wanted != null && outsideBounds(wanted, workload)
                ? new Rollout(
                        Rollout.State.PROGRESSING,
                        "The autoscaler has not brought the %d replicas within its new bounds yet."
                                .formatted(workload.desired()))
                : rollout;
    }

    private static @Nullable String conflict(Sizing wanted, Workload workload) {
        Integer replicas = wanted.replicas();
        if (replicas != null) {
            return workload.desired() == replicas
                    ? null
                    : "Somebody else has set the number of replicas to %d meanwhile.".formatted(workload.desired());
        }
        var autoscaler = workload.autoscaler();
        if (autoscaler == null) {
            return "The autoscaler has been removed meanwhile.";
        }
        return Sizing.between(autoscaler.minReplicas(), autoscaler.maxReplicas())
                        .equals(wanted)
                ? null
                : "Somebody else has set the autoscaler's bounds to %d and %d meanwhile."
                        .formatted(autoscaler.minReplicas(), autoscaler.maxReplicas());
    }

    private static boolean outsideBounds(Sizing wanted, Workload workload) {
        return wanted.minReplicas() != null
                && wanted.maxReplicas() != null
                && (workload.desired() < wanted.minReplicas() || workload.desired() > wanted.maxReplicas());
    }
}
