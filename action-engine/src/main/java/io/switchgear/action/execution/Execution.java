package io.switchgear.action.execution;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.action.cluster.Access;
import io.switchgear.action.cluster.Grants;
import io.switchgear.action.guard.GuardProperties;
import io.switchgear.action.guard.Guards;
import io.switchgear.action.guard.Plan;
import io.switchgear.action.guard.Planner;
import io.switchgear.action.lifecycle.Action;
import io.switchgear.action.lifecycle.ActionState;
import io.switchgear.action.workload.ClusterRefusedException;
import io.switchgear.action.workload.ClusterUnavailableException;
import io.switchgear.action.workload.Workload;
import io.switchgear.action.workload.Workloads;

/**
 * The next step of an active action. Each is safe to repeat after a crash: what it was before is committed before the first
 * change, and a change made twice is made once.
 */
@Component
final class Execution {

    private final Workloads workloads;
    private final Grants grants;
    private final GuardProperties limits;
    private final ExecutionProperties properties;
    private final InstantSource clock;

    Execution(
            Workloads workloads,
            Grants grants,
            GuardProperties limits,
            ExecutionProperties properties,
            InstantSource clock) {
        this.workloads = workloads;
        this.grants = grants;
        this.limits = limits;
        this.properties = properties;
        this.clock = clock;
    }

    Mono<Step> next(Action action) {
        Access access = grants.resolve(
                action.workspaceId(),
                action.target().clusterName(),
                action.target().namespace(),
                action.target().serviceName());
        return switch (access) {
            case Access.Refused refused -> Mono.just(withdrawn(action, refused.sentence()));
            case Access.Granted granted -> take(action);
        };
    }

    /** The grant went while the action waited, or while it ran. */
    private Step withdrawn(Action action, String sentence) {
        return new Step.To(
                action.status() == ActionState.QUEUED
                        ? action.blocked(sentence, now())
                        : action.failed(sentence, now()));
    }

    private Mono<Step> take(Action action) {
        return workloads
                .find(action.target().workload())
                .flatMap(workload -> act(action, workload))
                .switchIfEmpty(Mono.fromSupplier(() -> new Step.To(
                        action.failed("There is no " + action.target().workload() + " any more.", now()))))
                .onErrorResume(
                        ClusterRefusedException.class,
                        no -> Mono.just(new Step.To(action.failed(String.valueOf(no.getMessage()), now()))))
                .onErrorResume(
                        ClusterUnavailableException.class,
                        silence -> Mono.just(patience(action, String.valueOf(silence.getMessage()))));
    }

    private Mono<Step> act(Action action, Workload workload) {
        return switch (action.status()) {
            case QUEUED -> Mono.just(new Step.To(begin(action, workload)));
            case RUNNING -> apply(action, workload);
            case VERIFYING -> Mono.just(verify(action, workload));
            default -> Mono.just(new Step.Wait());
        };
    }

    private Action begin(Action action, Workload workload) {
        Instant now = now();
        return switch (Planner.plan(action.type(), action.requested(), workload, now)) {
            case Plan.Infeasible no -> action.failed("The target " + no.message() + ".", now);
            case Plan.Feasible plan -> {
                String sentence =
                        Guards.blastRadius(action.type(), plan.change(), workload, action.revertOf() != null, limits);
                yield sentence == null
                        ? action.started(plan.previous(), plan.changes(), now)
                        : action.blocked(sentence, now);
            }
        };
    }

    private Mono<Step> apply(Action action, Workload workload) {
        Instant startedAt = Objects.requireNonNull(action.startedAt());
        return switch (Planner.plan(action.type(), action.requested(), workload, startedAt)) {
            case Plan.Infeasible no -> Mono.just(new Step.To(action.failed("The target " + no.message() + ".", now())));
            case Plan.Feasible plan ->
                workloads
                        .apply(workload.ref(), plan.change())
                        .then(Mono.fromSupplier(
                                () -> new Step.To(action.applied(now().plus(properties.verificationTimeout())))));
        };
    }

    private Step verify(Action action, Workload workload) {
        var rollout = Verification.of(action, workload);
        return switch (rollout.state()) {
            case COMPLETE -> new Step.To(action.succeeded(rollout.message(), now()));
            case STALLED -> new Step.To(action.failed(rollout.message(), now()));
            case PROGRESSING ->
                isLate(action)
                        ? new Step.To(action.failed(
                                "The rollout was not complete within %d s: %s"
                                        .formatted(
                                                properties.verificationTimeout().toSeconds(), rollout.message()),
                                now()))
                        : news(action, rollout.message());
        };
    }

    private Step patience(Action action, String message) {
        return isLate(action) ? new Step.To(action.failed(message, now())) : news(action, message + " Trying again.");
    }

    private boolean isLate(Action action) {
        Duration patience = properties.applyTimeout();
        Instant deadline =
                switch (action.status()) {
                    case VERIFYING -> Objects.requireNonNull(action.verifyBy());
                    case RUNNING -> Objects.requireNonNull(action.startedAt()).plus(patience);
                    default -> (action.decidedAt() == null ? action.createdAt() : action.decidedAt()).plus(patience);
                };
        return now().isAfter(deadline);
    }

    private static Step news(Action action, String message) {
        return message.equals(action.detail()) ? new Step.Wait() : new Step.To(action.progress(message));
    }

    /** As precise as PostgreSQL keeps it: a restart is marked with the very instant that its plan shows. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
