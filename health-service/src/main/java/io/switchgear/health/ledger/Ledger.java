package io.switchgear.health.ledger;

import java.time.Instant;
import java.util.List;

import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.health.partition.Partitions;
import io.switchgear.health.partition.TimeSeries;
import io.switchgear.health.row.Columns;

/**
 * Appends to the ledger. One statement writes an event, its line in the history and the timeline, the messages to webhooks, and the
 * provider's state, so that either all of it is there or nothing; the state moves in order of version only, however the events arrive. Whether the
 * router still knows a provider is for its samples to say: an event that comes late does not bring one back.
 */
@Component
class Ledger {

    private static final String APPEND = """
        with incoming as (
          select * from jsonb_to_recordset(cast(:rows as jsonb)) as e(
            id uuid, workspace_id uuid, provider text, version bigint, replica text, local boolean, type text,
            from_state text, to_state text, forced text, reason text, trigger text, actor text, thresholds jsonb,
            counts jsonb, trace_ids jsonb, duration_ms bigint, at timestamptz, status text, previous_status text,
            degraded_until timestamptz, next_attempt_at timestamptz)
        ), inserted as (
          insert into circuit_breaker_events
            (workspace_id, provider_name, circuit_version, replica, at, id, local, type, from_state, to_state,
             forced_state, reason, trigger, actor, thresholds, counts, trace_ids, duration_ms)
          select workspace_id, provider, version, replica, at, id, local, type, from_state, to_state,
                 forced, reason, trigger, actor, thresholds, counts, trace_ids, duration_ms
          from incoming order by workspace_id, provider, version
          on conflict do nothing
          returning id
        ), fresh as (
          select distinct on (i.id) i.* from incoming i join inserted using (id)
        ), history as (
          insert into provider_health_history
            (workspace_id, provider_name, at, id, type, event_count, last_at, from_state, to_state, message, trace_id,
             actor, replica)
          select workspace_id, provider, at, id, type, 1, at, from_state, to_state, reason, trace_ids ->> 0,
                 actor, replica
          from fresh where at >= :history_start
          on conflict do nothing
        ), timeline as (
          insert into circuit_breaker_history (workspace_id, service_name, timestamp, id, status, metrics)
          select workspace_id, provider, at, id, status,
                 counts || jsonb_build_object(
                   'previous_status', previous_status, 'degraded_until', degraded_until, 'version', version,
                   'opened', from_state <> 'open' and to_state = 'open')
          from fresh where type <> 'config' and at >= :timeline_start
          on conflict do nothing
        ), deliveries as (
          insert into webhook_deliveries
            (workspace_id, webhook_id, id, event_type, payload, status, next_attempt_at)
          select t.workspace_id, w.id, md5(t.id::text || w.id::text)::uuid, t.event_type,
                 jsonb_build_object('type', t.event_type, 'timestamp', t.moment, 'data', jsonb_build_object(
                   'id', t.id, 'workspace_id', t.workspace_id, 'provider', t.provider, 'from_state', t.from_state,
                   'to_state', t.to_state, 'forced', t.forced, 'reason', t.reason, 'trigger', t.trigger,
                   'actor', t.actor, 'thresholds', t.thresholds, 'counts', t.counts, 'trace_ids', t.trace_ids,
                   'duration_ms', t.duration_ms, 'version', t.version, 'at', t.moment))::text,
                 'pending', now()
          from (
            select *, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') moment,
                   case to_state when 'open' then 'circuit.opened' when 'half-open' then 'circuit.half_opened'
                                 else 'circuit.closed' end event_type
            from fresh where from_state <> to_state) t
          join webhooks w on w.workspace_id = t.workspace_id and w.enabled and t.event_type = any(w.events)
          on conflict do nothing
        ), state as (
          insert into provider_health_status as s
            (workspace_id, provider_name, present, configured, circuit_state, forced_state, circuit_version,
             state_since, next_attempt_at, thresholds, total_requests, success_count, failure_count,
             consecutive_failures, rejected_count, incident_count, observed_replica, observed_at)
          select distinct on (workspace_id, provider)
                 workspace_id, provider, false, true, to_state, forced, version,
                 at, next_attempt_at, thresholds, (counts ->> 'total')::bigint, (counts ->> 'successes')::bigint,
                 (counts ->> 'failures')::bigint, (counts ->> 'consecutive_failures')::integer,
                 (counts ->> 'rejected')::bigint, (counts ->> 'incidents')::bigint, replica, at
          from fresh order by workspace_id, provider, version desc, at desc
          on conflict (workspace_id, provider_name) do update set
            circuit_state = excluded.circuit_state, forced_state = excluded.forced_state,
            circuit_version = excluded.circuit_version,
            state_since = case when excluded.circuit_state = s.circuit_state then s.state_since
                               else excluded.state_since end,
            next_attempt_at = excluded.next_attempt_at, thresholds = excluded.thresholds,
            total_requests = excluded.total_requests, success_count = excluded.success_count,
            failure_count = excluded.failure_count, consecutive_failures = excluded.consecutive_failures,
            rejected_count = excluded.rejected_count, incident_count = excluded.incident_count,
            observed_replica = excluded.observed_replica, observed_at = excluded.observed_at, updated_at = now()
          where excluded.circuit_version > s.circuit_version
        )
        select count(*) as inserted from inserted\
        """;

    private final DatabaseClient database;
    private final Partitions partitions;
    private final JsonMapper json;

    Ledger(DatabaseClient database, Partitions partitions, JsonMapper json) {
        this.database = database;
        this.partitions = partitions;
        this.json = json;
    }

    /** How many of these were new. What the database refuses as data is left out and counted as {@code refused}. */
    record Appended(int accepted, int refused) {

        Appended plus(Appended other) {
            return new Appended(accepted + other.accepted, refused + other.refused);
        }
    }

    Mono<Appended> append(List<LedgerRow> rows) {
        if (rows.isEmpty()) {
            return Mono.just(new Appended(0, 0));
        }
        return ensurePartitions(rows)
                .then(Mono.defer(() -> write(rows)))
                .map(accepted -> new Appended(accepted, 0))
                .onErrorResume(Ledger::isRefusal, refusal -> appendOneByOne(rows, refusal));
    }

    private Mono<Appended> appendOneByOne(List<LedgerRow> rows, Throwable refusal) {
        if (rows.size() == 1) {
            return Mono.just(new Appended(0, 1));
        }
        return Flux.fromIterable(rows)
                .concatMap(row -> append(List.of(row)))
                .reduce(Appended::plus)
                .switchIfEmpty(Mono.error(refusal));
    }

    private Mono<Void> ensurePartitions(List<LedgerRow> rows) {
        return Flux.just(TimeSeries.LEDGER, TimeSeries.HISTORY, TimeSeries.TIMELINE)
                .concatMap(series -> partitions.ensure(series, kept(series, rows)))
                .then();
    }

    private List<Instant> kept(TimeSeries series, List<LedgerRow> rows) {
        Instant oldest = partitions.oldest(series);
        return rows.stream()
                .map(LedgerRow::at)
                .filter(at -> !at.isBefore(oldest))
                .toList();
    }

    private Mono<Integer> write(List<LedgerRow> rows) {
        return database.sql(APPEND)
                .bind("rows", json.writeValueAsString(rows))
                .bind("history_start", partitions.oldest(TimeSeries.HISTORY))
                .bind("timeline_start", partitions.oldest(TimeSeries.TIMELINE))
                .map(row -> Math.toIntExact(Columns.number(row, "inserted")))
                .one();
    }

    /** SQLSTATE classes 22 (data exception) and 23 (constraint violation): no repetition will help. */
    private static boolean isRefusal(@Nullable Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException sql && sql.getSqlState() != null) {
                return sql.getSqlState().startsWith("22") || sql.getSqlState().startsWith("23");
            }
        }
        return false;
    }
}
