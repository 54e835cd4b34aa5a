package io.switchgear.action.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.action.workload.WorkloadKind;

/** Actions as rows of {@code actions}, and back. */
@Component
final class ActionRows {

    private static final TypeReference<List<PlannedChange>> PLAN = new TypeReference<>() {};

    private final JsonMapper json;

    ActionRows(JsonMapper json) {
        this.json = json;
    }

    Action read(Readable row) {
        String kind = row.get("kind", String.class);
        return new Action(
                must(row, "id", UUID.class),
                must(row, "workspace_id", UUID.class),
                ActionType.of(must(row, "type", String.class)),
                ActionState.of(must(row, "status", String.class)),
                row.get("detail", String.class),
                new Target(
                        must(row, "service_name", String.class),
                        TargetType.of(must(row, "target_type", String.class)),
                        kind == null ? null : WorkloadKind.of(kind),
                        row.get("cluster_name", String.class),
                        row.get("namespace", String.class),
                        row.get("region", String.class),
                        row.get("project", String.class),
                        must(row, "simulated", Boolean.class)),
                sizing(row, ""),
                sizing(row, "previous_"),
                must(row, "reason", String.class),
                must(row, "dry_run", Boolean.class),
                json.readValue(must(row, "plan", String.class), PLAN),
                row.get("revert_of", UUID.class),
                row.get("reverted_by", UUID.class),
                must(row, "requested_by", String.class),
                row.get("requested_by_id", UUID.class),
                row.get("decided_by", String.class),
                must(row, "created_at", Instant.class),
                row.get("decided_at", Instant.class),
                row.get("started_at", Instant.class),
                row.get("finished_at", Instant.class),
                row.get("verify_by", Instant.class),
                must(row, "version", Long.class));
    }

    /** Binds what never changes. */
    GenericExecuteSpec bindOrder(GenericExecuteSpec statement, Action action) {
        Target target = action.target();
        var bound = statement
                .bind("type", action.type().wire())
                .bind("service_name", target.serviceName())
                .bind("target_type", target.targetType().wire())
                .bind("simulated", target.simulated())
                .bind("reason", action.reason())
                .bind("dry_run", action.dryRun())
                .bind("requested_by", action.requestedBy())
                .bind("created_at", action.createdAt());
        bound = bind(
                bound,
                "kind",
                String.class,
                target.kind() == null ? null : target.kind().wire());
        bound = bind(bound, "cluster_name", String.class, target.clusterName());
        bound = bind(bound, "namespace", String.class, target.namespace());
        bound = bind(bound, "region", String.class, target.region());
        bound = bind(bound, "project", String.class, target.project());
        bound = bind(bound, "revert_of", UUID.class, action.revertOf());
        bound = bind(bound, "requested_by_id", UUID.class, action.requestedById());
        return bindSizing(bound, "", action.requested());
    }

    /** Binds what a write may change. */
    GenericExecuteSpec bindProgress(GenericExecuteSpec statement, Action action) {
        var bound = statement
                .bind("workspace_id", action.workspaceId())
                .bind("id", action.actionId())
                .bind("status", action.status().wire())
                .bind("plan", json.writeValueAsString(action.plan()));
        bound = bind(bound, "detail", String.class, action.detail());
        bound = bind(bound, "decided_by", String.class, action.decidedBy());
        bound = bind(bound, "decided_at", Instant.class, action.decidedAt());
        bound = bind(bound, "started_at", Instant.class, action.startedAt());
        bound = bind(bound, "finished_at", Instant.class, action.finishedAt());
        bound = bind(bound, "verify_by", Instant.class, action.verifyBy());
        return bindSizing(bound, "previous_", action.previous());
    }

    private static GenericExecuteSpec bindSizing(GenericExecuteSpec statement, String prefix, @Nullable Sizing sizing) {
        var bound = bind(statement, prefix + "replicas", Integer.class, sizing == null ? null : sizing.replicas());
        bound = bind(bound, prefix + "min_replicas", Integer.class, sizing == null ? null : sizing.minReplicas());
        return bind(bound, prefix + "max_replicas", Integer.class, sizing == null ? null : sizing.maxReplicas());
    }

    private static @Nullable Sizing sizing(Readable row, String prefix) {
        Integer replicas = row.get(prefix + "replicas", Integer.class);
        Integer min = row.get(prefix + "min_replicas", Integer.class);
        Integer max = row.get(prefix + "max_replicas", Integer.class);
        return replicas == null && min == null && max == null ? null : new Sizing(replicas, min, max);
    }

    static <T> GenericExecuteSpec bind(GenericExecuteSpec statement, String name, Class<T> type, @Nullable T value) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }

    static <T> T must(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), () -> column.toUpperCase(Locale.ROOT) + " is null");
    }
}
