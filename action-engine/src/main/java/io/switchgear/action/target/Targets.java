package io.switchgear.action.target;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.action.cluster.ClustersProperties.Cluster;
import io.switchgear.action.cluster.Grants;
import io.switchgear.action.guard.GuardProperties;
import io.switchgear.action.guard.Guards;
import io.switchgear.action.guard.Plan;
import io.switchgear.action.guard.Planner;
import io.switchgear.action.lifecycle.ActionType;
import io.switchgear.action.lifecycle.TargetType;
import io.switchgear.action.workload.ClusterRefusedException;
import io.switchgear.action.workload.ClusterUnavailableException;
import io.switchgear.action.workload.Rollout;
import io.switchgear.action.workload.Workload;
import io.switchgear.action.workload.WorkloadKind;
import io.switchgear.action.workload.Workloads;

/** Asks the granted clusters what there is to act on. One that does not answer is reported and hides no other. */
@Component
final class Targets {

    private static final int CLUSTERS_AT_ONCE = 8;

    private final Grants grants;
    private final Workloads workloads;
    private final GuardProperties limits;

    Targets(Grants grants, Workloads workloads, GuardProperties limits) {
        this.grants = grants;
        this.workloads = workloads;
        this.limits = limits;
    }

    private record Found(ClusterStatus status, List<ActionableTarget> targets) {}

    Mono<TargetList> of(UUID workspace) {
        return Flux.fromIterable(grants.clustersOf(workspace))
                .flatMapSequential(cluster -> ask(cluster, workspace), CLUSTERS_AT_ONCE)
                .collectList()
                .map(Targets::together);
    }

    private static TargetList together(List<Found> found) {
        return new TargetList(
                found.stream().flatMap(cluster -> cluster.targets().stream()).toList(),
                null,
                found.stream().map(Found::status).toList());
    }

    private Mono<Found> ask(Cluster cluster, UUID workspace) {
        var namespaces = grants.namespacesOf(cluster, workspace);
        var all = namespaces == null
                ? workloads.list(cluster.name(), null)
                : Flux.fromIterable(namespaces).concatMap(namespace -> workloads.list(cluster.name(), namespace));
        return all.filter(workload -> grants.allows(
                        cluster,
                        workspace,
                        workload.ref().namespace(),
                        workload.ref().name()))
                .map(workload -> target(cluster, workload))
                .collectList()
                .map(targets -> new Found(new ClusterStatus(cluster.name(), cluster.simulated(), true, null), targets))
                .onErrorResume(
                        error -> error instanceof ClusterUnavailableException
                                || error instanceof ClusterRefusedException,
                        error -> Mono.just(new Found(
                                new ClusterStatus(
                                        cluster.name(), cluster.simulated(), false, String.valueOf(error.getMessage())),
                                List.of())));
    }

    private ActionableTarget target(Cluster cluster, Workload workload) {
        var rollout = Rollout.of(workload);
        return new ActionableTarget(
                workload.ref().name(),
                TargetType.KUBERNETES,
                workload.ref().kind(),
                cluster.name(),
                workload.ref().namespace(),
                workload.desired(),
                workload.ready(),
                workload.updated(),
                workload.available(),
                rollout.state().name().toLowerCase(Locale.ROOT),
                rollout.message(),
                workload.autoscaler(),
                cluster.simulated(),
                limits.needsApproval(cluster.isProduction()),
                possible(workload));
    }

    private List<ActionType> possible(Workload workload) {
        var possible = new ArrayList<ActionType>();
        for (var restart : List.of(ActionType.RESTART_DEPLOYMENT, ActionType.ROLLOUT_RESTART)) {
            if (Planner.plan(restart, null, workload, Instant.EPOCH) instanceof Plan.Feasible plan
                    && Guards.blastRadius(restart, plan.change(), workload, false, limits) == null) {
                possible.add(restart);
            }
        }
        if (workload.ref().kind() != WorkloadKind.DAEMON_SET) {
            possible.add(ActionType.SCALE_DEPLOYMENT);
        }
        return possible;
    }
}
