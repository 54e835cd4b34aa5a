package io.switchgear.router.circuit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.ForcedState;

/** Configuration and checkpoints of circuits in PostgreSQL. */
@Repository
public class R2dbcCircuits {

    private final DatabaseClient database;
    private final JsonMapper json;

    R2dbcCircuits(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Of every workspace. */
    public Flux<CircuitConfig> configs() {
        return database.sql("select * from circuit_breaker_config")
                .map(R2dbcCircuits::config)
                .all();
    }

    /** Pins a state, or with null unpins it and notes a reset; returns what holds now. */
    public Mono<CircuitConfig> force(CircuitKey key, @Nullable ForcedState forced, String reason, String actor) {
        return database.sql("""
            insert into circuit_breaker_config as c (workspace_id, service_name, forced, forced_reason, forced_by, reset_at)
            values (:workspace, :provider, :forced, :reason, :actor, case when :forced is null then now() end)
            on conflict (workspace_id, service_name) do update set
                forced = excluded.forced, forced_reason = excluded.forced_reason, forced_by = excluded.forced_by,
                reset_at = coalesce(excluded.reset_at, c.reset_at),
                revision = c.revision + 1, updated_at = now()
            returning *\
            """)
                .bind("workspace", key.workspaceId())
                .bind("provider", key.provider())
                .bind(
                        "forced",
                        forced == null
                                ? Parameters.in(R2dbcType.VARCHAR)
                                : Parameters.in(R2dbcType.VARCHAR, forced.wire()))
                .bind("reason", reason)
                .bind("actor", actor)
                .map(R2dbcCircuits::config)
                .one();
    }

    /** Replaces the thresholds; returns what holds now. */
    public Mono<CircuitConfig> configure(CircuitKey key, CircuitThresholds thresholds) {
        return database.sql("""
            insert into circuit_breaker_config as c (workspace_id, service_name, failure_threshold, reset_timeout_ms,
                min_healthy_period_ms, request_limit, failure_rate_threshold, slow_call_rate_threshold,
                slow_call_duration_ms, first_token_timeout_ms, minimum_calls)
            values (:workspace, :provider, :failures, :reset, :healthy, :requests, :failure_rate, :slow_rate, :slow,
                :first_token, :minimum)
            on conflict (workspace_id, service_name) do update set
                failure_threshold = excluded.failure_threshold, reset_timeout_ms = excluded.reset_timeout_ms,
                min_healthy_period_ms = excluded.min_healthy_period_ms, request_limit = excluded.request_limit,
                failure_rate_threshold = excluded.failure_rate_threshold,
                slow_call_rate_threshold = excluded.slow_call_rate_threshold,
                slow_call_duration_ms = excluded.slow_call_duration_ms,
                first_token_timeout_ms = excluded.first_token_timeout_ms, minimum_calls = excluded.minimum_calls,
                revision = c.revision + 1, updated_at = now()
            returning *\
            """)
                .bind("workspace", key.workspaceId())
                .bind("provider", key.provider())
                .bind("failures", thresholds.failureThreshold())
                .bind("reset", thresholds.resetTimeoutMs())
                .bind("healthy", thresholds.minHealthyPeriodMs())
                .bind("requests", thresholds.requestLimit())
                .bind("failure_rate", thresholds.failureRateThreshold())
                .bind("slow_rate", thresholds.slowCallRateThreshold())
                .bind("slow", thresholds.slowCallDurationMs())
                .bind(
                        "first_token",
                        thresholds.firstTokenTimeoutMs() == null
                                ? Parameters.in(R2dbcType.BIGINT)
                                : Parameters.in(R2dbcType.BIGINT, thresholds.firstTokenTimeoutMs()))
                .bind("minimum", thresholds.minimumCalls())
                .map(R2dbcCircuits::config)
                .one();
    }

    /** Of every workspace. */
    public Flux<Checkpoint> checkpoints() {
        return database.sql("select workspace_id, provider, state from circuit_checkpoint")
                .map(row -> new Checkpoint(
                        new CircuitKey(
                                Objects.requireNonNull(row.get("workspace_id", UUID.class)), text(row, "provider")),
                        json.readValue(text(row, "state"), Circuit.class)))
                .all();
    }

    /** Keeps each circuit unless a newer version of it is kept already. */
    public Mono<Void> keep(List<Checkpoint> circuits) {
        return database.sql("""
            insert into circuit_checkpoint as c (workspace_id, provider, version, state)
            select * from unnest(:workspaces::uuid[], :providers::text[], :versions::bigint[], :states::jsonb[])
            on conflict (workspace_id, provider) do update set
                version = excluded.version, state = excluded.state, updated_at = now()
            where c.version <= excluded.version\
            """)
                .bind(
                        "workspaces",
                        array(circuits, kept -> kept.key().workspaceId().toString()))
                .bind("providers", array(circuits, kept -> kept.key().provider()))
                .bind(
                        "versions",
                        array(circuits, kept -> Long.toString(kept.circuit().version())))
                .bind("states", array(circuits, kept -> json.writeValueAsString(kept.circuit())))
                .then();
    }

    private static String[] array(List<Checkpoint> circuits, java.util.function.Function<Checkpoint, String> column) {
        return circuits.stream().map(column).toArray(String[]::new);
    }

    private static CircuitConfig config(Readable row) {
        String forced = row.get("forced", String.class);
        return new CircuitConfig(
                Objects.requireNonNull(row.get("workspace_id", UUID.class)),
                text(row, "service_name"),
                new CircuitThresholds(
                        number(row, "failure_threshold").intValue(),
                        number(row, "reset_timeout_ms"),
                        number(row, "min_healthy_period_ms"),
                        number(row, "request_limit").intValue(),
                        Objects.requireNonNull(row.get("failure_rate_threshold", Double.class)),
                        Objects.requireNonNull(row.get("slow_call_rate_threshold", Double.class)),
                        number(row, "slow_call_duration_ms"),
                        row.get("first_token_timeout_ms", Long.class),
                        number(row, "minimum_calls").intValue()),
                forced == null ? null : forced.equals("open") ? ForcedState.OPEN : ForcedState.CLOSED,
                row.get("reset_at", Instant.class),
                number(row, "revision"));
    }

    private static Long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
