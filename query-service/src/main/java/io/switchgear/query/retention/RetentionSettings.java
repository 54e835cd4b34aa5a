package io.switchgear.query.retention;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.database.SchemaMigration;
import io.switchgear.query.schedule.PeriodicJob;

import static io.switchgear.query.bulk.Columns.required;

/** Every workspace's retention, held in memory and read again every few seconds. */
@Component
public class RetentionSettings {

    private static final Duration REFRESH = Duration.ofSeconds(10);

    private final DatabaseClient database;
    private volatile Map<UUID, Retention> byWorkspace = Map.of();

    RetentionSettings(DatabaseClient database) {
        this.database = database;
    }

    @Bean
    PeriodicJob retentionRefresh(SchemaMigration schema) {
        return new PeriodicJob("Reading retention", REFRESH, schema.migrated(), this::refresh);
    }

    public Retention of(UUID workspace) {
        return byWorkspace.getOrDefault(workspace, Retention.DEFAULT);
    }

    /** Settings that differ from the default, by workspace. */
    public Map<UUID, Retention> all() {
        return byWorkspace;
    }

    public Mono<Void> refresh() {
        return database.sql("select workspace_id, spans_days, rollups_days, revision from retention")
                .map(row -> Map.entry(
                        required(row, "workspace_id", UUID.class),
                        new Retention(
                                required(row, "spans_days", Integer.class),
                                required(row, "rollups_days", Integer.class),
                                required(row, "revision", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .doOnNext(all -> byWorkspace = Map.copyOf(all))
                .then();
    }

    /**
     * Replaces a workspace's settings; empty if {@code expected} is not the stored revision.
     *
     * @param expected null to replace whatever is there
     */
    Mono<Retention> replace(UUID workspace, int spansDays, int rollupsDays, @Nullable Long expected) {
        var statement = database.sql("""
            insert into retention as r (workspace_id, spans_days, rollups_days, revision)
            select :workspace, :spans, :rollups, 1 where :expected in (-1, 0)
                or exists (select from retention where workspace_id = :workspace)
            on conflict (workspace_id) do update
            set spans_days = :spans, rollups_days = :rollups, revision = r.revision + 1,
                updated_at = statement_timestamp()
            where :expected in (-1, r.revision)
            returning revision
            """)
                .bind("workspace", workspace)
                .bind("spans", spansDays)
                .bind("rollups", rollupsDays)
                .bind("expected", expected == null ? -1L : expected);
        return statement
                .map(row -> new Retention(spansDays, rollupsDays, required(row, "revision", Long.class)))
                .one()
                .flatMap(saved -> refresh().thenReturn(saved));
    }
}
