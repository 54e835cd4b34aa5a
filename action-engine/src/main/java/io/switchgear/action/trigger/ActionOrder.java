package io.switchgear.action.trigger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.action.guard.Plan;
import io.switchgear.action.lifecycle.Action;
import io.switchgear.action.lifecycle.ActionState;
import io.switchgear.action.lifecycle.ActionType;
import io.switchgear.action.lifecycle.Sizing;
import io.switchgear.action.lifecycle.Target;
import io.switchgear.common.identity.Caller;

/**
 * Who asks for what.
 *
 * @param caller who
 * @param type what
 * @param target what for, as far as the request says
 * @param sizing how many; null unless it scales
 * @param reason why
 * @param dryRun true to see only
 * @param revertOf the action to undo; null for a request of its own
 */
record ActionOrder(
        Caller caller,
        ActionType type,
        Target target,
        @Nullable Sizing sizing,
        String reason,
        boolean dryRun,
        @Nullable UUID revertOf) {

    static ActionOrder of(Caller caller, ActionType type, ActionBody body) {
        boolean kubernetes = body.targetType() != io.switchgear.action.lifecycle.TargetType.CLOUD_RUN;
        var target = new Target(
                body.serviceName(),
                body.targetType(),
                kubernetes ? body.kindOrDefault() : null,
                kubernetes ? body.clusterName() : null,
                kubernetes ? body.namespace() : null,
                body.region(),
                body.project(),
                false);
        return new ActionOrder(
                caller, type, target, body.sizing(), body.reason(), Boolean.TRUE.equals(body.dryRun()), null);
    }

    /** Undoes {@code action}: back to the size before. */
    static ActionOrder revert(Caller caller, Action action) {
        return new ActionOrder(
                caller,
                action.type(),
                action.target(),
                action.previous(),
                "Revert of " + action.actionId(),
                false,
                action.actionId());
    }

    ActionOrder at(String cluster, String namespace, boolean simulated) {
        var place = new Target(
                target.serviceName(),
                target.targetType(),
                target.kind(),
                cluster,
                namespace,
                target.region(),
                target.project(),
                simulated);
        return new ActionOrder(caller, type, place, sizing, reason, dryRun, revertOf);
    }

    Action blocked(String sentence, Instant now) {
        return record(ActionState.BLOCKED, sentence, null, now, now);
    }

    Action dryRun(ActionState outcome, String detail, Plan.Feasible plan, Instant now) {
        return record(outcome, detail, plan, now, now);
    }

    Action accepted(ActionState state, Plan.Feasible plan, Instant now) {
        return record(state, null, plan, now, null);
    }

    private Action record(
            ActionState state,
            @Nullable String detail,
            Plan.@Nullable Feasible plan,
            Instant now,
            @Nullable Instant finishedAt) {
        return new Action(
                UUID.randomUUID(),
                caller.workspaceId(),
                type,
                state,
                detail,
                target,
                sizing,
                plan == null ? null : plan.previous(),
                reason,
                dryRun,
                plan == null ? List.of() : plan.changes(),
                revertOf,
                null,
                caller.actor(),
                caller.userId(),
                null,
                now,
                null,
                null,
                finishedAt,
                null,
                0);
    }
}
