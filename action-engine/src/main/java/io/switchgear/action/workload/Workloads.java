package io.switchgear.action.workload;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads and changes workloads. Every call ends within {@code switchgear.actions.kubernetes.timeout}, with
 * {@link ClusterUnavailableException} when trying again may help and {@link ClusterRefusedException} when it will not.
 */
public interface Workloads {

    /** The workload with its autoscaler; empty if there is none. */
    Mono<Workload> find(WorkloadRef ref);

    /**
     * The workloads of a cluster that can be acted on, by namespace and name.
     *
     * @param namespace to look in; null for all
     */
    Flux<Workload> list(String cluster, @Nullable String namespace);

    /** Makes a change. Repeating it is harmless. */
    Mono<Void> apply(WorkloadRef ref, Change change);

    /** Has the API server check a change, with everything that would decide on it, and not make it. */
    Mono<Void> dryRun(WorkloadRef ref, Change change);
}
