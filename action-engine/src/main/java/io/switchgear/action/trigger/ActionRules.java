package io.switchgear.action.trigger;

import java.util.ArrayList;
import java.util.List;

import io.switchgear.action.lifecycle.ActionType;
import io.switchgear.action.lifecycle.TargetType;
import io.switchgear.common.problem.FieldError;

/** What a body must obey beyond its single fields. Pure. */
final class ActionRules {

    private ActionRules() {}

    static List<FieldError> broken(ActionType type, ActionBody body) {
        var errors = new ArrayList<FieldError>();
        boolean cloudRun = body.targetType() == TargetType.CLOUD_RUN;
        if (cloudRun && type == ActionType.ROLLOUT_RESTART) {
            errors.add(
                    new FieldError("target_type", "must be gke or kubernetes: only Kubernetes has rolling restarts"));
        }
        if (cloudRun && body.kind() != null) {
            errors.add(new FieldError("kind", "is for Kubernetes only"));
        }
        if (type == ActionType.SCALE_DEPLOYMENT) {
            size(body, cloudRun, errors);
        } else if (body.sizing() != null) {
            errors.add(new FieldError(givenSize(body), "is for scale_deployment only"));
        }
        return errors;
    }

    private static void size(ActionBody body, boolean cloudRun, List<FieldError> errors) {
        Integer min = body.minReplicas();
        Integer max = body.maxReplicas();
        if (body.replicas() != null) {
            if (cloudRun) {
                errors.add(new FieldError("replicas", "is for Kubernetes only: give min_replicas and max_replicas"));
            } else if (min != null || max != null) {
                errors.add(new FieldError("replicas", "must be given alone, or min_replicas and max_replicas instead"));
            }
            return;
        }
        if (min == null && max == null) {
            errors.add(new FieldError(
                    cloudRun ? "min_replicas" : "replicas",
                    cloudRun
                            ? "is needed, with max_replicas"
                            : "is needed; where an autoscaler decides, min_replicas and max_replicas instead"));
        } else if (min == null || max == null) {
            errors.add(
                    new FieldError(min == null ? "min_replicas" : "max_replicas", "is needed beside the other bound"));
        } else if (min > max) {
            errors.add(new FieldError("min_replicas", "must not be over max_replicas"));
        } else if (max < 1) {
            errors.add(new FieldError("max_replicas", "must be at least 1"));
        } else if (!cloudRun && min < 1) {
            errors.add(new FieldError("min_replicas", "must be at least 1"));
        }
    }

    private static String givenSize(ActionBody body) {
        if (body.replicas() != null) {
            return "replicas";
        }
        return body.minReplicas() != null ? "min_replicas" : "max_replicas";
    }
}
