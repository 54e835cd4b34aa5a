package io.switchgear.health.sample;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.health.row.Columns;

/**
 * The current state of providers and pools. Rows are written only if something about them has changed, in the order of their
 * keys, so that replicas that report at the same time do not deadlock.
 */
@Component
class StateStore {

    /**
     * A newer version replaces an older one. A lower version is believed only from the replica whose word stands, later than
     * that word (the provider was created anew), or when that replica reports no longer.
     */
    private static final String PROVIDERS = """
        insert into provider_health_status as s
          (workspace_id, provider_name, present, configured, circuit_state, forced_state, circuit_version, state_since,
           next_attempt_at, thresholds, total_requests, success_count, failure_count, consecutive_failures,
           rejected_count, incident_count, last_request_at, last_failure_at, last_error, observed_replica, observed_at)
        select workspace_id, provider, true, configured, state, forced, version, since,
               next_attempt_at, thresholds, (counts ->> 'total')::bigint, (counts ->> 'successes')::bigint,
               (counts ->> 'failures')::bigint, (counts ->> 'consecutive_failures')::integer,
               (counts ->> 'rejected')::bigint, (counts ->> 'incidents')::bigint,
               last_request_at, last_failure_at, last_error, :replica, :at
        from jsonb_to_recordset(cast(:rows as jsonb)) as i(
          workspace_id uuid, provider text, configured boolean, state text, forced text, version bigint,
          since timestamptz, next_attempt_at timestamptz, thresholds jsonb, counts jsonb,
          last_request_at timestamptz, last_failure_at timestamptz, last_error text)
        order by workspace_id, provider
        on conflict (workspace_id, provider_name) do update set
          present = true, configured = excluded.configured, circuit_state = excluded.circuit_state,
          forced_state = excluded.forced_state, circuit_version = excluded.circuit_version,
          state_since = excluded.state_since, next_attempt_at = excluded.next_attempt_at,
          thresholds = excluded.thresholds, total_requests = excluded.total_requests,
          success_count = excluded.success_count, failure_count = excluded.failure_count,
          consecutive_failures = excluded.consecutive_failures, rejected_count = excluded.rejected_count,
          incident_count = excluded.incident_count,
          last_request_at = greatest(s.last_request_at, excluded.last_request_at),
          last_failure_at = greatest(s.last_failure_at, excluded.last_failure_at),
          last_error = case when excluded.last_failure_at >= coalesce(s.last_failure_at, '-infinity')
                            then excluded.last_error else s.last_error end,
          observed_replica = excluded.observed_replica, observed_at = excluded.observed_at, updated_at = now()
        where (excluded.circuit_version >= s.circuit_version
               or not s.present
               or excluded.observed_at > s.observed_at
                  and (s.observed_replica = excluded.observed_replica
                       or not exists (select from sample_replicas r where r.replica = s.observed_replica
                                      and r.received_at > now() - interval '15 seconds')))
          and (s.present, s.configured, s.circuit_state, s.forced_state, s.circuit_version, s.state_since,
               s.next_attempt_at, s.thresholds, s.total_requests, s.success_count, s.failure_count,
               s.consecutive_failures, s.rejected_count, s.incident_count)
              is distinct from
              (true, excluded.configured, excluded.circuit_state, excluded.forced_state, excluded.circuit_version,
               excluded.state_since, excluded.next_attempt_at, excluded.thresholds, excluded.total_requests,
               excluded.success_count, excluded.failure_count, excluded.consecutive_failures,
               excluded.rejected_count, excluded.incident_count)
        returning s.workspace_id\
        """;

    private static final String TARGETS = """
        insert into load_balancer_status as s
          (workspace_id, group_name, provider_name, model, position, strategy, weight, available, last_request_at)
        select workspace_id, group_name, provider, model, position, strategy, weight, available, last_request_at
        from jsonb_to_recordset(cast(:rows as jsonb)) as i(
          workspace_id uuid, group_name text, provider text, model text, position integer, strategy text,
          weight double precision, available boolean, last_request_at timestamptz)
        order by workspace_id, group_name, provider, model
        on conflict (workspace_id, group_name, provider_name, model) do update set
          position = excluded.position, strategy = excluded.strategy, weight = excluded.weight,
          available = excluded.available,
          last_request_at = greatest(s.last_request_at, excluded.last_request_at), updated_at = now()
        where (s.position, s.strategy, s.weight, s.available) is distinct from
              (excluded.position, excluded.strategy, excluded.weight, excluded.available)
           or excluded.last_request_at > coalesce(s.last_request_at, '-infinity')\
        """;

    private static final String ACTIVITY = """
        with incoming as (
          select workspace_id, provider, '' group_name, '' model, active_requests
          from jsonb_to_recordset(cast(:providers as jsonb))
            as p(workspace_id uuid, provider text, active_requests bigint)
          where active_requests > 0
          union all
          select workspace_id, provider, group_name, model, active_requests
          from jsonb_to_recordset(cast(:targets as jsonb))
            as t(workspace_id uuid, provider text, group_name text, model text, active_requests bigint)
          where active_requests > 0
        ), gone as (
          delete from replica_activity a where a.replica = :replica and not exists (
            select from incoming i where (i.workspace_id, i.provider, i.group_name, i.model)
              = (a.workspace_id, a.provider_name, a.group_name, a.model))
        )
        insert into replica_activity as a
          (workspace_id, provider_name, group_name, model, replica, active_requests)
        select workspace_id, provider, group_name, model, :replica, active_requests from incoming
        on conflict (workspace_id, provider_name, group_name, model, replica) do update
          set active_requests = excluded.active_requests
          where a.active_requests <> excluded.active_requests\
        """;

    private static final String FORGET_PROVIDERS = """
        with gone as (
          select workspace_id, provider_name from provider_health_status s
          where s.present and s.observed_at < :at and not exists (
            select from jsonb_to_recordset(cast(:rows as jsonb)) as i(workspace_id uuid, provider text)
            where i.workspace_id = s.workspace_id and i.provider = s.provider_name)
          order by workspace_id, provider_name for update
        )
        update provider_health_status s set present = false, updated_at = now() from gone
        where s.workspace_id = gone.workspace_id and s.provider_name = gone.provider_name\
        """;

    private static final String FORGET_TARGETS = """
        with gone as (
          select workspace_id, group_name, provider_name, model from load_balancer_status s
          where not exists (
            select from jsonb_to_recordset(cast(:rows as jsonb))
              as i(workspace_id uuid, group_name text, provider text, model text)
            where (i.workspace_id, i.group_name, i.provider, i.model)
              = (s.workspace_id, s.group_name, s.provider_name, s.model))
          order by workspace_id, group_name, provider_name, model for update
        )
        delete from load_balancer_status s using gone
        where (s.workspace_id, s.group_name, s.provider_name, s.model)
          = (gone.workspace_id, gone.group_name, gone.provider_name, gone.model)\
        """;

    /** Every so many samples of a replica, what it no longer names is forgotten even if nothing seems to have changed. */
    private static final int SWEEP = 30;

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Cache<String, Set<Object>> named =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(10)).build();

    StateStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** The workspaces of the providers that are not as they were. */
    Mono<Set<UUID>> write(SampleContent content) {
        String providers = json.writeValueAsString(content.providers());
        String targets = json.writeValueAsString(content.targets());
        Mono<Set<UUID>> states = database.sql(PROVIDERS)
                .bind("rows", providers)
                .bind("replica", content.replica())
                .bind("at", content.at())
                .map(row -> Columns.uuid(row, "workspace_id"))
                .all()
                .collect(Collectors.toUnmodifiableSet());
        Mono<Void> pools = database.sql(TARGETS).bind("rows", targets).then();
        Mono<Void> activity = database.sql(ACTIVITY)
                .bind("providers", providers)
                .bind("targets", targets)
                .bind("replica", content.replica())
                .then();
        return states.flatMap(changed ->
                pools.then(activity).then(forget(content, providers, targets)).thenReturn(changed));
    }

    /** Only when the replica names others than before: looking costs a scan. */
    private Mono<Void> forget(SampleContent content, String providers, String targets) {
        Set<Object> names = names(content);
        if (names.equals(named.getIfPresent(content.replica())) && content.sequence() % SWEEP != 0) {
            return Mono.empty();
        }
        return database.sql(FORGET_PROVIDERS)
                .bind("rows", providers)
                .bind("at", content.at())
                .then()
                .then(database.sql(FORGET_TARGETS).bind("rows", targets).then())
                .doOnSuccess(done -> named.put(content.replica(), names));
    }

    private record Name(Object workspace, String group, String provider, String model) {}

    private static Set<Object> names(SampleContent content) {
        return Stream.concat(
                        content.providers().stream().map(row -> new Name(row.workspaceId(), "", row.provider(), "")),
                        content.targets().stream()
                                .map(row -> new Name(row.workspaceId(), row.groupName(), row.provider(), row.model())))
                .collect(Collectors.toUnmodifiableSet());
    }
}
