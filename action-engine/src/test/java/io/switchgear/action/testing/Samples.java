package io.switchgear.action.testing;

import org.jspecify.annotations.Nullable;

import io.switchgear.action.workload.Autoscaler;
import io.switchgear.action.workload.UpdateStrategy;
import io.switchgear.action.workload.Workload;
import io.switchgear.action.workload.WorkloadKind;
import io.switchgear.action.workload.WorkloadRef;

/** Workloads for tests of what is pure. */
public final class Samples {

    private Samples() {}

    /** A deployment that has rolled out. */
    public static Workload deployment(int replicas) {
        return workload(WorkloadKind.DEPLOYMENT, replicas, UpdateStrategy.ROLLING, replicas, null);
    }

    public static Workload workload(
            WorkloadKind kind,
            int replicas,
            UpdateStrategy strategy,
            int availableDuringRollout,
            @Nullable Autoscaler autoscaler) {
        return new Workload(
                new WorkloadRef("local", "default", kind, "payment-api"),
                3,
                3,
                replicas,
                replicas,
                replicas,
                replicas,
                replicas,
                strategy,
                availableDuringRollout,
                false,
                false,
                null,
                null,
                autoscaler);
    }

    /** The same deployment in the middle of a rollout. */
    public static Workload rolling(
            int desired, int total, int updated, int available, long observedGeneration, @Nullable String stalled) {
        return new Workload(
                new WorkloadRef("local", "default", WorkloadKind.DEPLOYMENT, "payment-api"),
                3,
                observedGeneration,
                desired,
                total,
                updated,
                available,
                available,
                UpdateStrategy.ROLLING,
                desired,
                false,
                false,
                stalled,
                null,
                null);
    }
}
