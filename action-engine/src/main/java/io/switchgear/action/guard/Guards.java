package io.switchgear.action.guard;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.action.lifecycle.ActionType;
import io.switchgear.action.lifecycle.TargetBusyException;
import io.switchgear.action.lifecycle.TargetHistory;
import io.switchgear.action.workload.Autoscaler;
import io.switchgear.action.workload.Change;
import io.switchgear.action.workload.Workload;

/** What may stand in an action's way, each with the sentence that says so. Pure; null means go ahead. */
public final class Guards {

    private Guards() {}

    /** Whether the target is free and has been left alone for long enough. */
    public static @Nullable String pace(TargetHistory history, boolean revert, Instant now, GuardProperties limits) {
        if (history.busy()) {
            return TargetBusyException.SENTENCE;
        }
        Instant last = history.lastFinishedAt();
        if (revert || last == null) {
            return null;
        }
        Duration since = Duration.between(last, now);
        return since.compareTo(limits.cooldown()) >= 0
                ? null
                : "The last action on this target ended %d s ago; it is left alone for %d s."
                        .formatted(
                                Math.max(0, since.toSeconds()),
                                limits.cooldown().toSeconds());
    }

    /** Whether the change is too large, or would interrupt what must not be interrupted. */
    public static @Nullable String blastRadius(
            ActionType type, Change change, Workload workload, boolean revert, GuardProperties limits) {
        return switch (change) {
            case Change.Restart restart -> type == ActionType.ROLLOUT_RESTART ? interruption(workload) : null;
            case Change.Replicas replicas -> size("replicas", workload.desired(), replicas.to(), revert, limits);
            case Change.AutoscalerBounds bounds -> bounds(bounds, workload.autoscaler(), revert, limits);
        };
    }

    private static @Nullable String interruption(Workload workload) {
        if (workload.desired() == 0 || workload.availableDuringRollout() > 0) {
            return null;
        }
        return "A rolling restart would leave no replica available: %s %s replaces all of its %d at once. restart_deployment does it nevertheless."
                .formatted(workload.ref().kind().wire(), workload.ref().name(), workload.desired());
    }

    private static @Nullable String bounds(
            Change.AutoscalerBounds to, @Nullable Autoscaler from, boolean revert, GuardProperties limits) {
        if (from == null) {
            return "The autoscaler '" + to.autoscaler() + "' is gone.";
        }
        String lower = size("minimum replicas", from.minReplicas(), to.min(), revert, limits);
        return lower != null ? lower : size("maximum replicas", from.maxReplicas(), to.max(), revert, limits);
    }

    private static @Nullable String size(String what, int from, int to, boolean revert, GuardProperties limits) {
        // Back to where it was is never too far.
        if (revert || from == to) {
            return null;
        }
        if (to > limits.maxReplicas()) {
            return "%d %s are more than the %d that actions may scale to.".formatted(to, what, limits.maxReplicas());
        }
        double factor = limits.maxChangeFactor();
        if (from > 0 && (to > from * factor || to * factor < from)) {
            return "From %d to %d %s is a larger step than the factor %s that one action may take."
                    .formatted(from, to, what, number(factor));
        }
        return null;
    }

    private static String number(double factor) {
        return factor == Math.rint(factor) ? Long.toString((long) factor) : Double.toString(factor);
    }
}
