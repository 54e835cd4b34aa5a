package io.switchgear.router.limit;

import java.time.Instant;
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

import io.switchgear.common.limit.BudgetPeriod;
import io.switchgear.common.limit.Limits;

/** Workspaces' limits in PostgreSQL. */
@Repository
public class R2dbcLimits {

    private final DatabaseClient database;

    R2dbcLimits(DatabaseClient database) {
        this.database = database;
    }

    /** Of every workspace that has set any. */
    public Flux<WorkspaceLimits> all() {
        return database.sql("select * from workspace_limit")
                .map(R2dbcLimits::read)
                .all();
    }

    /** Of one; revision 0 if it has set none. */
    public Mono<WorkspaceLimits> find(UUID workspace) {
        return database.sql("select * from workspace_limit where workspace_id = :workspace")
                .bind("workspace", workspace)
                .map(R2dbcLimits::read)
                .one()
                .defaultIfEmpty(WorkspaceLimits.none(workspace));
    }

    /** Replaces them if {@code revision} is still the current one; empty otherwise. */
    public Mono<WorkspaceLimits> save(UUID workspace, Limits limits, long revision, String actor) {
        var period = limits.budgetPeriod();
        return database.sql("""
            insert into workspace_limit as l
              (workspace_id, rpm, tpm, budget_nano_usd, budget_period, revision, updated_by)
            values (:workspace, :rpm, :tpm, :budget, :period, :revision + 1, :actor)
            on conflict (workspace_id) do update set
              rpm = excluded.rpm, tpm = excluded.tpm, budget_nano_usd = excluded.budget_nano_usd,
              budget_period = excluded.budget_period, revision = excluded.revision,
              updated_by = excluded.updated_by, updated_at = now()
            where l.revision = :revision
            returning *\
            """)
                .bind("workspace", workspace)
                .bind("rpm", number(limits.rpm()))
                .bind("tpm", number(limits.tpm()))
                .bind("budget", number(limits.budgetNanoUsd()))
                .bind(
                        "period",
                        period == null
                                ? Parameters.in(R2dbcType.VARCHAR)
                                : Parameters.in(R2dbcType.VARCHAR, period.wire()))
                .bind("revision", revision)
                .bind("actor", actor)
                .map(R2dbcLimits::read)
                .one();
    }

    private static Object number(@Nullable Long value) {
        return value == null ? Parameters.in(R2dbcType.BIGINT) : Parameters.in(R2dbcType.BIGINT, value);
    }

    private static WorkspaceLimits read(Readable row) {
        String period = row.get("budget_period", String.class);
        return new WorkspaceLimits(
                Objects.requireNonNull(row.get("workspace_id", UUID.class)),
                new Limits(
                        row.get("rpm", Long.class),
                        row.get("tpm", Long.class),
                        row.get("budget_nano_usd", Long.class),
                        period == null ? null : BudgetPeriod.of(period)),
                Objects.requireNonNull(row.get("revision", Long.class)),
                Objects.requireNonNull(row.get("updated_by", String.class)),
                Objects.requireNonNull(row.get("updated_at", Instant.class)));
    }
}
