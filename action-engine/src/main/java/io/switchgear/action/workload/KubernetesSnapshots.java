package io.switchgear.action.workload;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import org.jspecify.annotations.Nullable;

/** Kubernetes' objects as our {@link Workload}s; absent fields take the API's documented defaults. */
final class KubernetesSnapshots {

    /** As {@code kubectl rollout restart} writes it. */
    static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

    private KubernetesSnapshots() {}

    static Workload of(String cluster, Deployment deployment) {
        var spec = deployment.getSpec();
        var status = deployment.getStatus();
        int desired = or(spec.getReplicas(), 1);
        boolean recreate = spec.getStrategy() != null
                && "Recreate".equals(spec.getStrategy().getType());
        var rolling = spec.getStrategy() == null ? null : spec.getStrategy().getRollingUpdate();
        int surge = amount(rolling == null ? null : rolling.getMaxSurge(), "25%", desired, true);
        int unavailable = amount(rolling == null ? null : rolling.getMaxUnavailable(), "25%", desired, false);
        if (surge == 0 && unavailable == 0) {
            unavailable = 1;
        }
        String stalled = status == null || status.getConditions() == null
                ? null
                : status.getConditions().stream()
                        .filter(c ->
                                "Progressing".equals(c.getType()) && "ProgressDeadlineExceeded".equals(c.getReason()))
                        .map(c -> String.valueOf(c.getMessage()))
                        .findFirst()
                        .orElse(null);
        return new Workload(
                ref(cluster, WorkloadKind.DEPLOYMENT, deployment.getMetadata()),
                or(deployment.getMetadata().getGeneration(), 0L),
                status == null ? 0 : or(status.getObservedGeneration(), 0L),
                desired,
                status == null ? 0 : or(status.getReplicas(), 0),
                status == null ? 0 : or(status.getUpdatedReplicas(), 0),
                status == null ? 0 : or(status.getReadyReplicas(), 0),
                status == null ? 0 : or(status.getAvailableReplicas(), 0),
                recreate ? UpdateStrategy.RECREATE : UpdateStrategy.ROLLING,
                recreate ? 0 : desired - Math.min(desired, unavailable),
                false,
                Boolean.TRUE.equals(spec.getPaused()),
                stalled,
                restartedAt(spec.getTemplate()),
                null);
    }

    static Workload of(String cluster, StatefulSet set) {
        var spec = set.getSpec();
        var status = set.getStatus();
        int desired = or(spec.getReplicas(), 1);
        boolean onDelete = spec.getUpdateStrategy() != null
                && "OnDelete".equals(spec.getUpdateStrategy().getType());
        boolean pending = status != null
                && status.getUpdateRevision() != null
                && !status.getUpdateRevision().equals(status.getCurrentRevision());
        int current = status == null ? 0 : or(status.getReplicas(), 0);
        return new Workload(
                ref(cluster, WorkloadKind.STATEFUL_SET, set.getMetadata()),
                or(set.getMetadata().getGeneration(), 0L),
                status == null ? 0 : or(status.getObservedGeneration(), 0L),
                desired,
                current,
                // Without a revision on its way every replica is of the newest one; the field may be absent then.
                pending && status != null ? or(status.getUpdatedReplicas(), 0) : current,
                status == null ? 0 : or(status.getReadyReplicas(), 0),
                status == null ? 0 : or(status.getReadyReplicas(), 0),
                onDelete ? UpdateStrategy.ON_DELETE : UpdateStrategy.ROLLING,
                Math.max(0, desired - 1),
                pending,
                false,
                null,
                restartedAt(spec.getTemplate()),
                null);
    }

    static Workload of(String cluster, DaemonSet set) {
        var spec = set.getSpec();
        var status = set.getStatus();
        int desired = status == null ? 0 : or(status.getDesiredNumberScheduled(), 0);
        boolean onDelete = spec.getUpdateStrategy() != null
                && "OnDelete".equals(spec.getUpdateStrategy().getType());
        var rolling = spec.getUpdateStrategy() == null
                ? null
                : spec.getUpdateStrategy().getRollingUpdate();
        int surge = amount(rolling == null ? null : rolling.getMaxSurge(), "0", desired, true);
        int unavailable =
                surge > 0 ? 0 : amount(rolling == null ? null : rolling.getMaxUnavailable(), "1", desired, true);
        return new Workload(
                ref(cluster, WorkloadKind.DAEMON_SET, set.getMetadata()),
                or(set.getMetadata().getGeneration(), 0L),
                status == null ? 0 : or(status.getObservedGeneration(), 0L),
                desired,
                status == null ? 0 : or(status.getCurrentNumberScheduled(), 0),
                status == null ? 0 : or(status.getUpdatedNumberScheduled(), 0),
                status == null ? 0 : or(status.getNumberReady(), 0),
                status == null ? 0 : or(status.getNumberAvailable(), 0),
                onDelete ? UpdateStrategy.ON_DELETE : UpdateStrategy.ROLLING,
                desired - Math.min(desired, unavailable),
                false,
                false,
                null,
                restartedAt(spec.getTemplate()),
                null);
    }

    static Autoscaler of(HorizontalPodAutoscaler autoscaler) {
        return new Autoscaler(
                autoscaler.getMetadata().getName(),
                or(autoscaler.getSpec().getMinReplicas(), 1),
                or(autoscaler.getSpec().getMaxReplicas(), 1));
    }

    private static WorkloadRef ref(String cluster, WorkloadKind kind, ObjectMeta meta) {
        return new WorkloadRef(cluster, meta.getNamespace(), kind, meta.getName());
    }

    private static @Nullable Instant restartedAt(@Nullable PodTemplateSpec template) {
        if (template == null || template.getMetadata() == null) {
            return null;
        }
        Map<String, String> annotations = template.getMetadata().getAnnotations();
        String text = annotations == null ? null : annotations.get(RESTARTED_AT);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            // Somebody wrote something else there: no restart of ours.
            return null;
        }
    }

    /** A number, or a percentage of {@code total}, which Kubernetes rounds up for a surge and down for the unavailable. */
    private static int amount(@Nullable IntOrString value, String fallback, int total, boolean up) {
        if (value != null && value.getIntVal() != null) {
            return value.getIntVal();
        }
        String text = value == null || value.getStrVal() == null ? fallback : value.getStrVal();
        if (!text.endsWith("%")) {
            return Integer.parseInt(text);
        }
        double exact = Integer.parseInt(text.substring(0, text.length() - 1)) * (double) total / 100;
        return (int) (up ? Math.ceil(exact) : Math.floor(exact));
    }

    private static int or(@Nullable Integer value, int fallback) {
        return value == null ? fallback : value;
    }

    private static long or(@Nullable Long value, long fallback) {
        return value == null ? fallback : value;
    }
}
