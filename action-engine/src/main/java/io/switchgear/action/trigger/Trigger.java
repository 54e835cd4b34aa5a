package io.switchgear.action.trigger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.action.execution.Executor;
import io.switchgear.action.lifecycle.Action;
import io.switchgear.action.lifecycle.ActionIds;
import io.switchgear.action.lifecycle.ActionLog;
import io.switchgear.action.lifecycle.ActionState;
import io.switchgear.action.lifecycle.ActionType;
import io.switchgear.action.lifecycle.TargetBusyException;
import io.switchgear.action.trigger.IdempotencyKeys.Hold;
import io.switchgear.common.audit.AuditEvent;
import io.switchgear.common.audit.AuditTrail;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.problem.ProblemException;

/** From a request to a recorded action: once per idempotency key, audited whatever becomes of it. */
@Component
final class Trigger {

    private final Admission admission;
    private final IdempotencyKeys keys;
    private final ActionLog log;
    private final TransactionalOperator transaction;
    private final Executor executor;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final InstantSource clock;

    Trigger(
            Admission admission,
            IdempotencyKeys keys,
            ActionLog log,
            TransactionalOperator transaction,
            Executor executor,
            AuditTrail audit,
            JsonMapper json,
            InstantSource clock) {
        this.admission = admission;
        this.keys = keys;
        this.log = log;
        this.transaction = transaction;
        this.executor = executor;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    Mono<Action> request(Caller caller, ActionType type, ActionBody body, @Nullable String key) {
        var errors = ActionRules.broken(type, body);
        if (!errors.isEmpty()) {
            return Mono.error(ProblemException.invalid(errors));
        }
        var order = ActionOrder.of(caller, type, body);
        return key == null ? decide(order, recorded -> recorded) : once(order, key, fingerprint(type, body));
    }

    /** Asks for the opposite of an action of the caller's workspace. */
    Mono<Action> revert(Caller caller, UUID id) {
        return log.find(caller.workspaceId(), id)
                .switchIfEmpty(Mono.error(() -> ActionIds.unknown(id)))
                .flatMap(action -> action.canBeReverted()
                        ? decide(ActionOrder.revert(caller, action), recorded -> recorded)
                        : Mono.error(ProblemException.conflict("not_revertible", whyNot(action))));
    }

    private static String whyNot(Action action) {
        if (action.dryRun()) {
            return "A dry run has changed nothing that could be undone.";
        }
        if (action.status() == ActionState.REVERTED) {
            return "The action has been undone already.";
        }
        if (!action.status().isFinished()) {
            return "The action has not ended yet.";
        }
        if (action.startedAt() == null) {
            return "The action has changed nothing that could be undone.";
        }
        return "A restart cannot be undone: the pods that were replaced are gone.";
    }

    private Mono<Action> once(ActionOrder order, String key, String fingerprint) {
        return Mono.usingWhen(
                keys.hold(order.caller().workspaceId(), key, fingerprint),
                hold -> switch (hold) {
                    case Hold.Answered answered -> Mono.just(answered.answer());
                    case Hold.Fresh fresh ->
                        decide(
                                order,
                                recorded -> recorded.flatMap(
                                        action -> keys.answer(fresh, action).thenReturn(action)));
                },
                hold -> Mono.empty(),
                (hold, error) -> release(hold),
                this::release);
    }

    private Mono<Void> release(Hold hold) {
        return hold instanceof Hold.Fresh fresh ? keys.release(fresh) : Mono.empty();
    }

    /** @param withKey what else belongs into the transaction that records the action */
    private Mono<Action> decide(ActionOrder order, UnaryOperator<Mono<Action>> withKey) {
        return admission
                .admit(order)
                .flatMap(action -> record(action, withKey)
                        .onErrorResume(TargetBusyException.class, busy -> record(lostRace(action), withKey)))
                .doOnNext(action -> announce(order.caller(), action));
    }

    private Mono<Action> record(Action action, UnaryOperator<Mono<Action>> withKey) {
        return Mono.defer(() -> withKey.apply(log.insert(action))).as(transaction::transactional);
    }

    /** Another request for the same target was recorded since the guards looked. */
    private Action lostRace(Action action) {
        return action.blocked(TargetBusyException.SENTENCE, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private void announce(Caller caller, Action action) {
        if (action.status().isActive()) {
            executor.nudge();
        }
        audit.record(
                caller,
                action.revertOf() == null ? "action.request" : "action.revert",
                action.actionId().toString(),
                action.status() == ActionState.BLOCKED || action.status() == ActionState.FAILED
                        ? action.status().wire()
                        : AuditEvent.SUCCESS,
                Map.of(
                        "type", action.type().wire(),
                        "service", action.target().serviceName(),
                        "cluster", String.valueOf(action.target().clusterName()),
                        "namespace", String.valueOf(action.target().namespace()),
                        "dry_run", Boolean.toString(action.dryRun()),
                        "status", action.status().wire(),
                        "reason", action.reason()));
    }

    private String fingerprint(ActionType type, ActionBody body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(type.wire().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(json.writeValueAsBytes(body)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
