package io.switchgear.action.guard;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.switchgear.action.lifecycle.ActionType;
import io.switchgear.action.lifecycle.PlannedChange;
import io.switchgear.action.lifecycle.Sizing;
import io.switchgear.action.workload.Autoscaler;
import io.switchgear.action.workload.Change;
import io.switchgear.action.workload.UpdateStrategy;
import io.switchgear.action.workload.Workload;
import io.switchgear.action.workload.WorkloadKind;

/** Turns a request and a workload into the change to make. Pure. */
public final class Planner {

    private Planner() {}

    /**
     * The plan.
     *
     * @param requested the size asked for; only for scaling
     * @param at the moment that a restart is marked with
     */
    public static Plan plan(ActionType type, @Nullable Sizing requested, Workload workload, Instant at) {
        return switch (type) {
            case RESTART_DEPLOYMENT, ROLLOUT_RESTART -> restart(workload, at);
            case SCALE_DEPLOYMENT ->
                requested == null ? new Plan.Infeasible("replicas", "is needed to scale") : scale(requested, workload);
        };
    }

    private static Plan restart(Workload workload, Instant at) {
        if (workload.paused()) {
            return new Plan.Infeasible("service_name", "is a paused deployment, which cannot be restarted");
        }
        if (workload.updating() == UpdateStrategy.ON_DELETE) {
            return new Plan.Infeasible(
                    "service_name", "replaces its pods only when they are deleted (update strategy OnDelete)");
        }
        var before = workload.restartedAt();
        return new Plan.Feasible(
                new Change.Restart(at),
                List.of(new PlannedChange(
                        object(workload),
                        "spec.template.metadata.annotations['kubectl.kubernetes.io/restartedAt']",
                        before == null ? null : before.toString(),
                        at.toString())),
                null);
    }

    private static Plan scale(Sizing requested, Workload workload) {
        if (workload.ref().kind() == WorkloadKind.DAEMON_SET) {
            return new Plan.Infeasible("kind", "is DaemonSet, which runs on every node and cannot be scaled");
        }
        Integer replicas = requested.replicas();
        Autoscaler autoscaler = workload.autoscaler();
        if (replicas != null) {
            return autoscaler == null
                    ? replicas(replicas, workload)
                    : new Plan.Infeasible(
                            "replicas",
                            "is decided by the autoscaler '%s' (%d to %d); give min_replicas and max_replicas"
                                    .formatted(autoscaler.name(), autoscaler.minReplicas(), autoscaler.maxReplicas()));
        }
        Integer min = requested.minReplicas();
        Integer max = requested.maxReplicas();
        if (autoscaler == null || min == null || max == null) {
            return new Plan.Infeasible(
                    autoscaler == null ? "min_replicas" : "replicas",
                    autoscaler == null
                            ? "is for workloads that an autoscaler owns, and none owns this one; give replicas"
                            : "is missing; give min_replicas and max_replicas");
        }
        return bounds(min, max, autoscaler, workload);
    }

    private static Plan replicas(int to, Workload workload) {
        return new Plan.Feasible(
                new Change.Replicas(to),
                changed(object(workload), "spec.replicas", workload.desired(), to)
                        .toList(),
                Sizing.exactly(workload.desired()));
    }

    private static Plan bounds(int min, int max, Autoscaler autoscaler, Workload workload) {
        String object = "HorizontalPodAutoscaler " + workload.ref().namespace() + "/" + autoscaler.name();
        return new Plan.Feasible(
                new Change.AutoscalerBounds(autoscaler.name(), min, max),
                Stream.concat(
                                changed(object, "spec.minReplicas", autoscaler.minReplicas(), min),
                                changed(object, "spec.maxReplicas", autoscaler.maxReplicas(), max))
                        .toList(),
                Sizing.between(autoscaler.minReplicas(), autoscaler.maxReplicas()));
    }

    private static Stream<PlannedChange> changed(String object, String field, int from, int to) {
        return from == to
                ? Stream.empty()
                : Stream.of(new PlannedChange(object, field, Integer.toString(from), Integer.toString(to)));
    }

    private static String object(Workload workload) {
        var ref = workload.ref();
        return ref.kind().wire() + " " + ref.namespace() + "/" + ref.name();
    }
}
