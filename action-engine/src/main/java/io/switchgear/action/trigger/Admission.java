package io.switchgear.action.trigger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.action.cluster.Access;
import io.switchgear.action.cluster.ClustersProperties.Cluster;
import io.switchgear.action.cluster.Grants;
import io.switchgear.action.guard.GuardProperties;
import io.switchgear.action.guard.Guards;
import io.switchgear.action.guard.Plan;
import io.switchgear.action.guard.Planner;
import io.switchgear.action.lifecycle.Action;
import io.switchgear.action.lifecycle.ActionLog;
import io.switchgear.action.lifecycle.ActionState;
import io.switchgear.action.lifecycle.TargetHistory;
import io.switchgear.action.lifecycle.TargetType;
import io.switchgear.action.workload.ClusterRefusedException;
import io.switchgear.action.workload.ClusterUnavailableException;
import io.switchgear.action.workload.Workload;
import io.switchgear.action.workload.Workloads;
import io.switchgear.common.problem.ProblemException;

/** Decides what becomes of an order: queued, waiting for approval, blocked, or done where it is a dry run. Writes nothing. */
@Component
final class Admission {

    private static final Duration RETRY_CLUSTER = Duration.ofSeconds(5);

    private final Grants grants;
    private final Workloads workloads;
    private final ActionLog log;
    private final GuardProperties limits;
    private final InstantSource clock;

    Admission(Grants grants, Workloads workloads, ActionLog log, GuardProperties limits, InstantSource clock) {
        this.grants = grants;
        this.workloads = workloads;
        this.log = log;
        this.limits = limits;
        this.clock = clock;
    }

    /** The action to record. Fails with a {@link ProblemException} for an order that makes no sense, or cannot be judged now. */
    Mono<Action> admit(ActionOrder order) {
        var target = order.target();
        if (target.targetType() == TargetType.CLOUD_RUN) {
            return Mono.fromSupplier(() -> order.blocked(
                    "The Cloud Run service '" + target.serviceName() + "' is not granted to this workspace.", now()));
        }
        var access = grants.resolve(
                order.caller().workspaceId(), target.clusterName(), target.namespace(), target.serviceName());
        return switch (access) {
            case Access.Refused refused -> Mono.fromSupplier(() -> order.blocked(refused.sentence(), now()));
            case Access.Granted granted ->
                look(
                        order.at(
                                granted.cluster().name(),
                                granted.namespace(),
                                granted.cluster().simulated()),
                        granted.cluster());
        };
    }

    private Mono<Action> look(ActionOrder order, Cluster cluster) {
        var ref = order.target().workload();
        return workloads
                .find(ref)
                .switchIfEmpty(
                        Mono.error(() -> ProblemException.invalid("service_name", "names nothing: there is no " + ref)))
                .flatMap(workload -> judge(order, cluster, workload))
                .onErrorMap(ClusterUnavailableException.class, e -> unavailable("cluster_unavailable", e))
                .onErrorMap(ClusterRefusedException.class, e -> unavailable("cluster_refused", e));
    }

    private static ProblemException unavailable(String code, Exception error) {
        return ProblemException.unavailable(code, String.valueOf(error.getMessage()), RETRY_CLUSTER);
    }

    private Mono<Action> judge(ActionOrder order, Cluster cluster, Workload workload) {
        return switch (Planner.plan(order.type(), order.sizing(), workload, now())) {
            case Plan.Infeasible no -> Mono.error(ProblemException.invalid(no.field(), no.message()));
            case Plan.Feasible plan ->
                log.history(workload.ref()).flatMap(history -> guard(order, cluster, workload, plan, history));
        };
    }

    private Mono<Action> guard(
            ActionOrder order, Cluster cluster, Workload workload, Plan.Feasible plan, TargetHistory history) {
        String sentence = obstacle(order, workload, plan, history);
        if (sentence != null) {
            return Mono.just(order.blocked(sentence, now()));
        }
        if (order.dryRun()) {
            return rehearse(order, workload, plan);
        }
        // What undoes an approved action needs no approval of its own: it leads back to where it was.
        boolean wait = order.revertOf() == null && limits.needsApproval(cluster.isProduction());
        return Mono.just(order.accepted(wait ? ActionState.PENDING_APPROVAL : ActionState.QUEUED, plan, now()));
    }

    private @Nullable String obstacle(ActionOrder order, Workload workload, Plan.Feasible plan, TargetHistory history) {
        boolean revert = order.revertOf() != null;
        String pace = Guards.pace(history, revert, now(), limits);
        return pace != null ? pace : Guards.blastRadius(order.type(), plan.change(), workload, revert, limits);
    }

    /** The API server looks as well, with whatever decides on changes there. */
    private Mono<Action> rehearse(ActionOrder order, Workload workload, Plan.Feasible plan) {
        return workloads
                .dryRun(workload.ref(), plan.change())
                .then(Mono.fromSupplier(() -> order.dryRun(
                        ActionState.SUCCEEDED,
                        plan.changes().isEmpty()
                                ? "Dry run: nothing would change."
                                : "Dry run: nothing has been changed; the plan shows what would be.",
                        plan,
                        now())))
                .onErrorResume(
                        ClusterRefusedException.class,
                        no -> Mono.just(order.dryRun(ActionState.FAILED, "Dry run: " + no.getMessage(), plan, now())));
    }

    /** As precise as PostgreSQL keeps it, so that a cursor made from it finds its place again. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
