package io.switchgear.simulator.kubernetes;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of a rolling update, as Kubernetes' deployment controller does it: first the new pods as far as the surge allows,
 * then the old ones as far as availability allows.
 *
 * @param desired {@code spec.replicas}
 * @param surge pods allowed above the desired number
 * @param unavailable pods that may be missing
 * @param recreate all old pods go before the first new one comes
 */
record Rollout(int desired, int surge, int unavailable, boolean recreate) {

    private static final double DEFAULT_SHARE = 0.25;

    /** Pods of the newest template and of all older ones, and how many of each are available. */
    record Pods(int updated, int updatedAvailable, int old, int oldAvailable) {

        int total() {
            return updated + old;
        }

        int available() {
            return updatedAvailable + oldAvailable;
        }
    }

    /** How many pods there should be next. */
    record Target(int updated, int old) {}

    static Rollout of(DeploymentSpec spec) {
        int desired = spec.getReplicas() == null ? 1 : spec.getReplicas();
        var strategy = spec.getStrategy();
        if (strategy != null && "Recreate".equals(strategy.getType())) {
            return new Rollout(desired, 0, desired, true);
        }
        var rolling = strategy == null ? null : strategy.getRollingUpdate();
        int surge = (int) Math.ceil(share(rolling == null ? null : rolling.getMaxSurge(), desired));
        int unavailable = (int) Math.floor(share(rolling == null ? null : rolling.getMaxUnavailable(), desired));
        return new Rollout(desired, surge, surge == 0 && unavailable == 0 ? 1 : unavailable, false);
    }

    Target next(Pods pods) {
        if (recreate && pods.old() > 0) {
            return new Target(pods.updated(), 0);
        }
        int room = recreate ? desired : desired + surge - pods.total();
        int updated = pods.updated() > desired ? desired : Math.min(desired, pods.updated() + Math.max(0, room));
        return updated == pods.updated() ? new Target(updated, shrunk(pods)) : new Target(updated, pods.old());
    }

    private int shrunk(Pods pods) {
        int needed = desired - unavailable;
        int spare = pods.total() - needed - (pods.updated() - pods.updatedAvailable());
        int broken = pods.old() - pods.oldAvailable();
        int healthy = Math.max(0, pods.available() - needed);
        return pods.old() - Math.clamp(Math.min(spare, broken + healthy), 0, pods.old());
    }

    private static double share(@Nullable IntOrString value, int of) {
        if (value == null) {
            return of * DEFAULT_SHARE;
        }
        String text = value.getStrVal();
        if (text != null && text.endsWith("%")) {
            return of * Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
        }
        return value.getIntVal() == null ? of * DEFAULT_SHARE : value.getIntVal();
    }
}
