package io.switchgear.router.quota;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.limit.BudgetPeriod;

/** What replicas have spent, in PostgreSQL: budgets survive whatever happens to Redis and to the replicas. */
@Repository
class R2dbcBudgets {

    private final DatabaseClient database;

    R2dbcBudgets(DatabaseClient database) {
        this.database = database;
    }

    /** Writes what a replica has spent altogether. */
    Mono<Void> keep(String replica, List<Spent> spent) {
        int size = spent.size();
        var workspaces = new UUID[size];
        var subjects = new String[size];
        var starts = new OffsetDateTime[size];
        var periods = new String[size];
        var amounts = new Long[size];
        for (int i = 0; i < size; i++) {
            Spent one = spent.get(i);
            workspaces[i] = one.key().workspaceId();
            subjects[i] = one.key().subject();
            starts[i] = one.window().start().atOffset(ZoneOffset.UTC);
            periods[i] = one.window().period().wire();
            amounts[i] = one.nanoUsd();
        }
        return database.sql("""
            insert into budget_use as u (workspace_id, subject, period_start, period, replica, nano_usd)
            select workspace_id, subject, period_start, period, :replica, nano_usd
            from unnest(:workspaces, :subjects, :starts, :periods, :amounts)
              as s (workspace_id, subject, period_start, period, nano_usd)
            on conflict (workspace_id, subject, period_start, period, replica)
            do update set nano_usd = greatest(u.nano_usd, excluded.nano_usd), updated_at = now()\
            """)
                .bind("replica", replica)
                .bind("workspaces", workspaces)
                .bind("subjects", subjects)
                .bind("starts", starts)
                .bind("periods", periods)
                .bind("amounts", amounts)
                .then();
    }

    /** What all replicas but one have spent since a moment. */
    Flux<Spent> spentByOthers(String replica, Instant since) {
        return database.sql("""
            select workspace_id, subject, period_start, period, sum(nano_usd)::bigint as nano_usd
            from budget_use where period_start >= :since and replica <> :replica
            group by workspace_id, subject, period_start, period\
            """)
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .bind("replica", replica)
                .map(R2dbcBudgets::spent)
                .all();
    }

    Mono<Void> forget(Instant before) {
        return database.sql("delete from budget_use where period_start < :before")
                .bind("before", before.atOffset(ZoneOffset.UTC))
                .then();
    }

    private static Spent spent(Readable row) {
        Instant start = Objects.requireNonNull(row.get("period_start", OffsetDateTime.class))
                .toInstant();
        return new Spent(
                new QuotaKey(
                        Objects.requireNonNull(row.get("workspace_id", UUID.class)),
                        Objects.requireNonNull(row.get("subject", String.class)),
                        Meter.SPENDING),
                Window.of(BudgetPeriod.of(Objects.requireNonNull(row.get("period", String.class))), start),
                Objects.requireNonNull(row.get("nano_usd", Long.class)));
    }
}
