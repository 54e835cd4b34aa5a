package io.switchgear.action.workload;

/** Names one workload among all clusters. */
public record WorkloadRef(String cluster, String namespace, WorkloadKind kind, String name) {

    /** For sentences: {@code Deployment default/payment-api in cluster local}. */
    @Override
    public String toString() {
        return "%s %s/%s in cluster %s".formatted(kind.wire(), namespace, name, cluster);
    }
}
