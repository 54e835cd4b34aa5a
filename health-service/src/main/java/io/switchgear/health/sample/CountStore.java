package io.switchgear.health.sample;

import java.util.List;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Adds what happened in an interval to history and metrics. Rows are written in the order of their keys: no deadlocks. */
@Component
class CountStore {

    private static final String HISTORY = """
        insert into provider_health_history as h
          (workspace_id, provider_name, at, id, type, error_category, event_count, last_at, message, trace_id,
           latency_sum_ms, latency_min_ms, latency_max_ms, replica)
        select workspace_id, provider, at, id, type, error_category, event_count, last_at, message, trace_id,
               latency_sum_ms, latency_min_ms, latency_max_ms, replica
        from jsonb_to_recordset(cast(:rows as jsonb)) as i(
          id uuid, workspace_id uuid, provider text, at timestamptz, type text, error_category text,
          event_count bigint, last_at timestamptz, message text, trace_id text, latency_sum_ms bigint,
          latency_min_ms bigint, latency_max_ms bigint, replica text)
        order by workspace_id, provider, at, id
        on conflict (workspace_id, provider_name, at, id) do update set
          event_count = h.event_count + excluded.event_count, last_at = greatest(h.last_at, excluded.last_at),
          latency_sum_ms = h.latency_sum_ms + excluded.latency_sum_ms,
          latency_min_ms = least(h.latency_min_ms, excluded.latency_min_ms),
          latency_max_ms = greatest(h.latency_max_ms, excluded.latency_max_ms)\
        """;

    private static final String OPERATIONS = """
        insert into provider_operations as o
          (workspace_id, provider_name, granularity, bucket_at, request_count, success_count, failure_count,
           latency_sum_ms, latency_min_ms, latency_max_ms, latency_buckets)
        select (key ->> 'workspace_id')::uuid, key ->> 'provider', key ->> 'granularity',
               (key ->> 'at')::timestamptz, requests, successes, requests - successes,
               latency_sum_ms, latency_min_ms, latency_max_ms, latency_buckets
        from jsonb_to_recordset(cast(:rows as jsonb)) as i(
          key jsonb, requests bigint, successes bigint, latency_sum_ms bigint, latency_min_ms bigint,
          latency_max_ms bigint, latency_buckets jsonb)
        order by 1, 2, 3, 4
        on conflict (workspace_id, provider_name, granularity, bucket_at) do update set
          request_count = o.request_count + excluded.request_count,
          success_count = o.success_count + excluded.success_count,
          failure_count = o.failure_count + excluded.failure_count,
          latency_sum_ms = o.latency_sum_ms + excluded.latency_sum_ms,
          latency_min_ms = least(o.latency_min_ms, excluded.latency_min_ms),
          latency_max_ms = greatest(o.latency_max_ms, excluded.latency_max_ms),
          latency_buckets = (
            select coalesce(jsonb_object_agg(key, n), '{}') from (
              select key, sum(value::bigint) n from (
                select * from jsonb_each_text(o.latency_buckets)
                union all
                select * from jsonb_each_text(excluded.latency_buckets)) both_sides
              group by key) merged),
          updated_at = now()\
        """;

    private static final String BALANCER = """
        insert into load_balancer_metrics as m
          (workspace_id, group_name, provider_name, model, granularity, bucket_at, request_count, success_count,
           failure_count, latency_sum_ms, latency_min_ms, latency_max_ms)
        select (key ->> 'workspace_id')::uuid, key ->> 'group', key ->> 'provider', key ->> 'model',
               key ->> 'granularity', (key ->> 'at')::timestamptz, requests, successes, requests - successes,
               latency_sum_ms, latency_min_ms, latency_max_ms
        from jsonb_to_recordset(cast(:rows as jsonb)) as i(
          key jsonb, requests bigint, successes bigint, latency_sum_ms bigint, latency_min_ms bigint,
          latency_max_ms bigint)
        order by 1, 2, 3, 4, 6
        on conflict (workspace_id, granularity, bucket_at, group_name, provider_name, model) do update set
          request_count = m.request_count + excluded.request_count,
          success_count = m.success_count + excluded.success_count,
          failure_count = m.failure_count + excluded.failure_count,
          latency_sum_ms = m.latency_sum_ms + excluded.latency_sum_ms,
          latency_min_ms = least(m.latency_min_ms, excluded.latency_min_ms),
          latency_max_ms = greatest(m.latency_max_ms, excluded.latency_max_ms), updated_at = now()\
        """;

    /** Its days are to be added up again; see {@code balancer.Rollups}, which holds the same lock alone. */
    private static final String PENDING_LOCK =
            "select pg_advisory_xact_lock_shared(hashtextextended('health.balancer', 0))";

    private static final String PENDING = """
        insert into load_balancer_pending (workspace_id, day)
        select distinct (key ->> 'workspace_id')::uuid, ((key ->> 'at')::timestamptz at time zone 'UTC')::date
        from jsonb_to_recordset(cast(:rows as jsonb)) as i(key jsonb)
        order by 1, 2
        on conflict do nothing\
        """;

    private final DatabaseClient database;
    private final JsonMapper json;

    CountStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Void> add(SampleContent content) {
        return add(HISTORY, content.history())
                .then(add(OPERATIONS, content.operations()))
                .then(addBalancer(content.balancer()));
    }

    private Mono<Void> addBalancer(List<Bucket> rows) {
        return rows.isEmpty()
                ? Mono.empty()
                : database.sql(PENDING_LOCK).then().then(add(PENDING, rows)).then(add(BALANCER, rows));
    }

    private Mono<Void> add(String sql, List<?> rows) {
        return rows.isEmpty()
                ? Mono.empty()
                : database.sql(sql).bind("rows", json.writeValueAsString(rows)).then();
    }
}
