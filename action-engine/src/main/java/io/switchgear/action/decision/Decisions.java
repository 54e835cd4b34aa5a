package io.switchgear.action.decision;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.action.execution.Executor;
import io.switchgear.action.guard.GuardProperties;
import io.switchgear.action.guard.Guards;
import io.switchgear.action.lifecycle.Action;
import io.switchgear.action.lifecycle.ActionIds;
import io.switchgear.action.lifecycle.ActionLog;
import io.switchgear.action.lifecycle.ActionState;
import io.switchgear.action.lifecycle.TargetBusyException;
import io.switchgear.common.audit.AuditEvent;
import io.switchgear.common.audit.AuditTrail;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.problem.ProblemException;

/** Approves, rejects and cancels. */
@Component
final class Decisions {

    /** The executor may take an action up while somebody decides on it; then the decision is made on what it has become. */
    private static final int ATTEMPTS = 3;

    private final ActionLog log;
    private final GuardProperties limits;
    private final Executor executor;
    private final AuditTrail audit;
    private final InstantSource clock;

    Decisions(ActionLog log, GuardProperties limits, Executor executor, AuditTrail audit, InstantSource clock) {
        this.log = log;
        this.limits = limits;
        this.executor = executor;
        this.audit = audit;
        this.clock = clock;
    }

    Mono<Action> decide(Caller caller, UUID id, Verdict verdict, @Nullable String why) {
        return Mono.defer(() -> attempt(caller, id, verdict, why))
                .repeatWhenEmpty(ATTEMPTS, again -> again)
                .onErrorMap(
                        IllegalStateException.class,
                        contended -> ProblemException.conflict(
                                "action_changed", "The action is changing at this moment; try again."))
                .doOnNext(decided -> announce(caller, decided, verdict));
    }

    private Mono<Action> attempt(Caller caller, UUID id, Verdict verdict, @Nullable String why) {
        return log.find(caller.workspaceId(), id)
                .switchIfEmpty(Mono.error(() -> ActionIds.unknown(id)))
                .flatMap(action -> apply(caller, action, verdict, why));
    }

    private Mono<Action> apply(Caller caller, Action action, Verdict verdict, @Nullable String why) {
        ActionState next =
                switch (verdict) {
                    case APPROVE -> ActionState.QUEUED;
                    case REJECT -> ActionState.REJECTED;
                    case CANCEL -> ActionState.CANCELLED;
                };
        if (!action.status().next().contains(next)) {
            return Mono.error(ProblemException.conflict("wrong_state", refusal(action, verdict)));
        }
        return switch (verdict) {
            case APPROVE -> approve(caller, action);
            case REJECT -> save(action.rejected(caller.actor(), why, clock.instant()));
            case CANCEL -> save(action.cancelled(caller.actor(), why, clock.instant()));
        };
    }

    private static String refusal(Action action, Verdict verdict) {
        return action.status() == ActionState.RUNNING || action.status() == ActionState.VERIFYING
                ? "The action has begun: it cannot be stopped halfway, but it may be reverted once it has ended."
                : "An action that is %s cannot be decided on (%s)."
                        .formatted(action.status().wire(), verdict.wire());
    }

    private Mono<Action> approve(Caller caller, Action action) {
        if (limits.fourEyes()
                && action.requestedById() != null
                && action.requestedById().equals(caller.userId())) {
            return Mono.error(ProblemException.forbidden(
                    "four_eyes", "Somebody else than the requester must approve this action."));
        }
        return log.history(action.target().workload()).flatMap(history -> {
            String sentence = Guards.pace(history, action.revertOf() != null, clock.instant(), limits);
            return sentence != null
                    ? save(action.blocked(sentence, clock.instant()))
                    : save(action.approved(caller.actor(), clock.instant()))
                            .onErrorResume(
                                    TargetBusyException.class,
                                    busy -> save(action.blocked(TargetBusyException.SENTENCE, clock.instant())));
        });
    }

    private Mono<Action> save(Action next) {
        return log.save(next, Duration.ZERO);
    }

    private void announce(Caller caller, Action decided, Verdict verdict) {
        if (decided.status().isActive()) {
            executor.nudge();
        }
        audit.record(
                caller,
                "action." + verdict.wire(),
                decided.actionId().toString(),
                decided.status() == ActionState.BLOCKED ? decided.status().wire() : AuditEvent.SUCCESS,
                Map.of(
                        "type", decided.type().wire(),
                        "service", decided.target().serviceName(),
                        "status", decided.status().wire()));
    }
}
