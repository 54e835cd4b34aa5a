package io.switchgear.gateway.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.audit.AuditEvent;

/** The audit log in {@code identity.audit_log}. */
@Component
class AuditStore {

    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;

    AuditStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Adds those that are not there yet; how many those were. */
    Mono<Long> add(List<AuditEvent> events) {
        if (events.isEmpty()) {
            return Mono.just(0L);
        }
        return database.sql("""
            insert into audit_log
              (id, workspace_id, user_id, actor, action, target, outcome, request_id, details, at)
            select id, workspace_id, user_id, actor, action, target, outcome, request_id,
              coalesce(details, '{}'), at
            from jsonb_to_recordset(cast(:events as jsonb)) as e (
              id uuid, workspace_id uuid, user_id uuid, actor text, action text, target text, outcome text,
              request_id text, details jsonb, at timestamptz)
            on conflict (id) do nothing\
            """)
                .bind("events", json.writeValueAsString(events))
                .fetch()
                .rowsUpdated();
    }

    /** A workspace's entries, newest first. */
    Flux<AuditEvent> find(UUID workspace, AuditFilter filter, int limit) {
        var conditions = new ArrayList<String>();
        var values = new LinkedHashMap<String, Object>();
        conditions.add("workspace_id = :workspace");
        values.put("workspace", workspace);
        if (filter.actor() != null) {
            conditions.add("actor = :actor");
            values.put("actor", filter.actor());
        }
        if (filter.action() != null) {
            conditions.add(filter.action().endsWith(".") ? "starts_with(action, :action)" : "action = :action");
            values.put("action", filter.action());
        }
        if (filter.target() != null) {
            conditions.add("target = :target");
            values.put("target", filter.target());
        }
        if ("failure".equals(filter.outcome())) {
            conditions.add("outcome <> 'success'");
        } else if (filter.outcome() != null) {
            conditions.add("outcome = :outcome");
            values.put("outcome", filter.outcome());
        }
        if (filter.from() != null) {
            conditions.add("at >= :from");
            values.put("from", time(filter.from()));
        }
        if (filter.to() != null) {
            conditions.add("at < :to");
            values.put("to", time(filter.to()));
        }
        if (filter.beforeAt() != null && filter.beforeId() != null) {
            conditions.add("(at, id) < (:before_at, :before_id)");
            values.put("before_at", time(filter.beforeAt()));
            values.put("before_id", filter.beforeId());
        }
        values.put("limit", limit);
        return database.sql("""
            select id, workspace_id, user_id, actor, action, target, outcome, request_id,
              details::text as details, at
            from audit_log where %s order by at desc, id desc limit :limit\
            """.formatted(String.join(" and ", conditions)))
                .bindValues(values)
                .map(this::event)
                .all();
    }

    /** Deletes at most {@code batch} entries older than {@code limit}; how many it found. */
    Mono<Long> forgetBefore(Instant limit, int batch) {
        return database.sql("""
            delete from audit_log
            where id in (select id from audit_log where at < :limit order by at limit :batch)\
            """)
                .bind("limit", time(limit))
                .bind("batch", batch)
                .fetch()
                .rowsUpdated();
    }

    private AuditEvent event(Readable row) {
        return new AuditEvent(
                Objects.requireNonNull(row.get("id", UUID.class)),
                row.get("workspace_id", UUID.class),
                row.get("user_id", UUID.class),
                text(row, "actor"),
                text(row, "action"),
                text(row, "target"),
                text(row, "outcome"),
                row.get("request_id", String.class),
                json.readValue(text(row, "details"), DETAILS),
                Objects.requireNonNull(row.get("at", OffsetDateTime.class)).toInstant());
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
