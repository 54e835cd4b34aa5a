package io.switchgear.action.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.action.workload.WorkloadRef;

import static io.switchgear.action.lifecycle.ActionRows.bind;
import static io.switchgear.action.lifecycle.ActionRows.must;

/** Actions in PostgreSQL. */
@Component
final class R2dbcActionLog implements ActionLog {

    private static final String INSERT = """
        insert into actions (workspace_id, id, type, status, detail, service_name, target_type, kind, cluster_name,
            namespace, region, project, simulated, replicas, min_replicas, max_replicas, previous_replicas,
            previous_min_replicas, previous_max_replicas, reason, dry_run, plan, revert_of, requested_by,
            requested_by_id, decided_by, created_at, decided_at, started_at, finished_at, verify_by, version, due_at)
        values (:workspace_id, :id, :type, :status, :detail, :service_name, :target_type, :kind, :cluster_name,
            :namespace, :region, :project, :simulated, :replicas, :min_replicas, :max_replicas, :previous_replicas,
            :previous_min_replicas, :previous_max_replicas, :reason, :dry_run, :plan::jsonb, :revert_of,
            :requested_by, :requested_by_id, :decided_by, :created_at, :decided_at, :started_at, :finished_at,
            :verify_by, 1, case when :active then clock_timestamp() end)
        returning *
        """;
    private static final String SAVE = """
        update actions
        set status = :status, detail = :detail, plan = :plan::jsonb, previous_replicas = :previous_replicas,
            previous_min_replicas = :previous_min_replicas, previous_max_replicas = :previous_max_replicas,
            decided_by = :decided_by, decided_at = :decided_at, started_at = :started_at,
            finished_at = :finished_at, verify_by = :verify_by, version = version + 1, leased_until = null,
            due_at = case when :active then clock_timestamp() + :due_ms * interval '1 millisecond' end
        where workspace_id = :workspace_id and id = :id and version = :version
        returning *
        """;
    private static final String CLAIM = """
        update actions
        set leased_until = clock_timestamp() + :lease_ms * interval '1 millisecond', version = version + 1
        where (workspace_id, id) = (
            select workspace_id, id from actions
            where due_at <= clock_timestamp() and (leased_until is null or leased_until < clock_timestamp())
            order by due_at
            limit 1
            for update skip locked)
        returning *
        """;
    private static final String REVERTED = """
        update actions
        set status = 'reverted', reverted_by = :by, detail = :detail, version = version + 1
        where workspace_id = :workspace_id and id = :id and status in ('succeeded', 'failed')
        """;
    private static final String APPEND = """
        insert into action_events (workspace_id, action_id, sequence, at, status, message)
        select :workspace_id, :id, coalesce(max(sequence), 0) + 1, clock_timestamp(), :status, :message
        from action_events where workspace_id = :workspace_id and action_id = :id
        """;
    private static final String LIST = """
        select * from actions
        where workspace_id = :workspace_id
            and (:status::text is null or status = :status)
            and (:type::text is null or type = :type)
            and (:service_name::text is null or service_name = :service_name)
            and (:cluster_name::text is null or cluster_name = :cluster_name)
            and (:from::timestamptz is null or created_at >= :from)
            and (:to::timestamptz is null or created_at < :to)
            and (:before::timestamptz is null or (created_at, id) < (:before, :before_id))
        order by created_at desc, id desc
        limit :limit
        """;
    private static final String HISTORY = """
        select coalesce(bool_or(status in ('queued', 'running', 'verifying')), false) as busy,
            max(finished_at) filter (where started_at is not null) as last_finished_at
        from actions
        where cluster_name = :cluster and namespace = :namespace and kind = :kind and service_name = :name
            and (status in ('queued', 'running', 'verifying') or started_at is not null)
        """;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final ActionRows rows;

    R2dbcActionLog(DatabaseClient database, TransactionalOperator transaction, ActionRows rows) {
        this.database = database;
        this.transaction = transaction;
        this.rows = rows;
    }

    @Override
    public Mono<Action> insert(Action action) {
        var statement = rows.bindProgress(rows.bindOrder(database.sql(INSERT), action), action)
                .bind("active", action.status().isActive());
        return statement
                .map(rows::read)
                .one()
                .flatMap(inserted -> append(inserted, firstMessage(inserted)).thenReturn(inserted))
                .onErrorMap(DuplicateKeyException.class, TargetBusyException::new)
                .as(transaction::transactional);
    }

    private static String firstMessage(Action action) {
        return action.detail() == null ? "Requested by " + action.requestedBy() + "." : action.detail();
    }

    @Override
    public Mono<Action> find(UUID workspace, UUID id) {
        return database.sql("select * from actions where workspace_id = :workspace_id and id = :id")
                .bind("workspace_id", workspace)
                .bind("id", id)
                .map(rows::read)
                .one();
    }

    @Override
    public Mono<Action> save(Action next, Duration due) {
        return rows.bindProgress(database.sql(SAVE), next)
                .bind("version", next.version())
                .bind("active", next.status().isActive())
                .bind("due_ms", due.toMillis())
                .map(rows::read)
                .one()
                .flatMap(saved -> append(saved, String.valueOf(saved.detail()))
                        .then(closeReverted(saved))
                        .thenReturn(saved))
                .onErrorMap(DuplicateKeyException.class, TargetBusyException::new)
                .as(transaction::transactional);
    }

    /** An action's own success is what makes the one it undoes reverted: both or neither. */
    private Mono<Void> closeReverted(Action saved) {
        UUID original = saved.revertOf();
        if (original == null || saved.status() != ActionState.SUCCEEDED) {
            return Mono.empty();
        }
        String message = "Reverted by " + saved.requestedBy() + ".";
        return database.sql(REVERTED)
                .bind("workspace_id", saved.workspaceId())
                .bind("id", original)
                .bind("by", saved.actionId())
                .bind("detail", message)
                .fetch()
                .rowsUpdated()
                .filter(updated -> updated == 1)
                .flatMap(updated -> append(saved.workspaceId(), original, ActionState.REVERTED, message));
    }

    private Mono<Void> append(Action action, String message) {
        return append(action.workspaceId(), action.actionId(), action.status(), message);
    }

    /** The action's row is locked by this transaction, so that its sequence has no gap and no twin. */
    private Mono<Void> append(UUID workspace, UUID id, ActionState status, String message) {
        return database.sql(APPEND)
                .bind("workspace_id", workspace)
                .bind("id", id)
                .bind("status", status.wire())
                .bind("message", message)
                .then();
    }

    @Override
    public Mono<Action> claim(Duration lease) {
        return database.sql(CLAIM)
                .bind("lease_ms", lease.toMillis())
                .map(rows::read)
                .one();
    }

    @Override
    public Mono<Void> postpone(Action held, Duration due) {
        return database.sql("update actions set leased_until = null, due_at = clock_timestamp() + :due_ms * interval '1"
                        + " millisecond' where workspace_id = :workspace_id and id = :id and version = :version")
                .bind("due_ms", due.toMillis())
                .bind("workspace_id", held.workspaceId())
                .bind("id", held.actionId())
                .bind("version", held.version())
                .then();
    }

    @Override
    public Flux<Action> list(
            UUID workspace,
            ActionFilter filter,
            @Nullable Instant beforeCreatedAt,
            @Nullable UUID beforeId,
            int limit) {
        var statement = database.sql(LIST).bind("workspace_id", workspace).bind("limit", limit);
        statement = bind(
                statement,
                "status",
                String.class,
                filter.status() == null ? null : filter.status().wire());
        statement = bind(
                statement,
                "type",
                String.class,
                filter.type() == null ? null : filter.type().wire());
        statement = bind(statement, "service_name", String.class, filter.serviceName());
        statement = bind(statement, "cluster_name", String.class, filter.clusterName());
        statement = bind(statement, "from", Instant.class, filter.from());
        statement = bind(statement, "to", Instant.class, filter.to());
        statement = bind(statement, "before", Instant.class, beforeCreatedAt);
        statement = bind(statement, "before_id", UUID.class, beforeId);
        return statement.map(rows::read).all();
    }

    @Override
    public Flux<ActionEvent> events(UUID workspace, UUID id, long after) {
        return database.sql("select sequence, at, status, message from action_events"
                        + " where workspace_id = :workspace_id and action_id = :id and sequence > :after"
                        + " order by sequence limit 1000")
                .bind("workspace_id", workspace)
                .bind("id", id)
                .bind("after", after)
                .map(row -> new ActionEvent(
                        must(row, "sequence", Long.class),
                        must(row, "at", Instant.class),
                        ActionState.of(must(row, "status", String.class)),
                        must(row, "message", String.class)))
                .all();
    }

    @Override
    public Mono<TargetHistory> history(WorkloadRef target) {
        return database.sql(HISTORY)
                .bind("cluster", target.cluster())
                .bind("namespace", target.namespace())
                .bind("kind", target.kind().wire())
                .bind("name", target.name())
                .map(row ->
                        new TargetHistory(must(row, "busy", Boolean.class), row.get("last_finished_at", Instant.class)))
                .one();
    }

    @Override
    public Mono<Long> forget(Instant before) {
        return database.sql("delete from actions where finished_at < :before")
                .bind("before", before)
                .fetch()
                .rowsUpdated();
    }
}
