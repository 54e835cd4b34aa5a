package io.switchgear.router.pool;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.paging.Cursor;

/** Pools in PostgreSQL. */
@Repository
public class R2dbcPools {

    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
    private static final TypeReference<List<Target>> TARGETS = new TypeReference<>() {};

    /** The column of that name: what came after the first release's columns. */
    private record Conduct(
            @Nullable List<String> contextFallback,
            @Nullable Hedge hedge,
            @Nullable Rescue rescue,
            @Nullable Split split) {}

    private final DatabaseClient database;
    private final JsonMapper json;

    R2dbcPools(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Of every workspace. */
    public Flux<Pool> all() {
        return database.sql("select * from pool").map(this::read).all();
    }

    /** One more than {@code limit}, newest first. */
    Flux<Pool> page(UUID workspace, @Nullable Cursor after, int limit) {
        var sql = database.sql(after == null ? """
            select * from pool where workspace_id = :workspace
            order by created_at desc, group_name desc limit :limit\
            """ : """
                select * from pool where workspace_id = :workspace and (created_at, group_name) < (:at, :name)
                order by created_at desc, group_name desc limit :limit\
                """)
                .bind("workspace", workspace)
                .bind("limit", limit + 1);
        if (after != null) {
            sql = sql.bind("at", Instant.parse(after.parts().get(0)))
                    .bind("name", after.parts().get(1));
        }
        return sql.map(this::read).all();
    }

    Mono<Pool> find(UUID workspace, String name) {
        return database.sql("select * from pool where workspace_id = :workspace and group_name = :name")
                .bind("workspace", workspace)
                .bind("name", name)
                .map(this::read)
                .one();
    }

    /** Every pool of the workspace with its fallbacks. */
    Mono<Map<String, List<String>>> fallbacks(UUID workspace) {
        return database.sql("select group_name, fallback from pool where workspace_id = :workspace")
                .bind("workspace", workspace)
                .map(row -> Map.entry(text(row, "group_name"), json.readValue(text(row, "fallback"), NAMES)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, HashMap::new);
    }

    /** Names of the workspace's pools that hand over to a pool, in whatever case. */
    Flux<String> handingOverTo(UUID workspace, String name) {
        return database.sql("""
            select group_name from pool where workspace_id = :workspace and group_name <> :name
            and (jsonb_exists(fallback, :name) or jsonb_exists(conduct -> 'context_fallback', :name)
                or jsonb_exists(conduct -> 'split' -> 'fallback', :name))
            order by group_name\
            """)
                .bind("workspace", workspace)
                .bind("name", name)
                .map(row -> text(row, "group_name"))
                .all();
    }

    /** Names of the workspace's registered providers. */
    Mono<Set<String>> registered(UUID workspace) {
        return database.sql("select name from provider where workspace_id = :workspace")
                .bind("workspace", workspace)
                .map(row -> text(row, "name"))
                .all()
                .collect(Collectors.toSet());
    }

    /** Empty if the name is taken. */
    Mono<Pool> insert(Pool pool) {
        return write("""
            insert into pool (workspace_id, group_name, models, strategy, targets, retry, timeouts, fallback, conduct)
            values (:workspace, :name, :models, :strategy, :targets, :retry, :timeouts, :fallback, :conduct)
            on conflict do nothing returning *\
            """, pool);
    }

    Mono<Pool> save(Pool pool) {
        return write("""
            insert into pool as p (workspace_id, group_name, models, strategy, targets, retry, timeouts, fallback, conduct)
            values (:workspace, :name, :models, :strategy, :targets, :retry, :timeouts, :fallback, :conduct)
            on conflict (workspace_id, group_name) do update set
                models = excluded.models, strategy = excluded.strategy, targets = excluded.targets,
                retry = excluded.retry, timeouts = excluded.timeouts, fallback = excluded.fallback, conduct = excluded.conduct,
                revision = p.revision + 1, updated_at = now()
            returning *\
            """, pool);
    }

    private Mono<Pool> write(String sql, Pool pool) {
        return database.sql(sql)
                .bind("workspace", pool.workspaceId())
                .bind("name", pool.groupName())
                .bind("models", document(pool.models()))
                .bind("strategy", pool.strategy().wire())
                .bind("targets", document(pool.targets()))
                .bind("retry", document(pool.retry()))
                .bind("timeouts", document(pool.timeouts()))
                .bind("fallback", document(pool.fallback()))
                .bind(
                        "conduct",
                        document(new Conduct(pool.contextFallback(), pool.hedge(), pool.rescue(), pool.split())))
                .map(this::read)
                .one();
    }

    Mono<Long> delete(UUID workspace, String name) {
        return database.sql("delete from pool where workspace_id = :workspace and group_name = :name")
                .bind("workspace", workspace)
                .bind("name", name)
                .fetch()
                .rowsUpdated();
    }

    /** Names of the pools that use a provider. */
    public Flux<String> using(UUID workspace, String provider) {
        return database.sql("""
            select group_name from pool where workspace_id = :workspace
            and exists (select from jsonb_array_elements(targets) t where t ->> 'name' = :provider)
            order by group_name\
            """)
                .bind("workspace", workspace)
                .bind("provider", provider)
                .map(row -> text(row, "group_name"))
                .all();
    }

    private Pool read(Readable row) {
        Conduct conduct = json.readValue(text(row, "conduct"), Conduct.class);
        return new Pool(
                Objects.requireNonNull(row.get("workspace_id", UUID.class)),
                text(row, "group_name"),
                json.readValue(text(row, "models"), NAMES),
                json.readValue(text(row, "targets"), TARGETS),
                Strategy.of(text(row, "strategy")),
                json.readValue(text(row, "retry"), Retry.class),
                json.readValue(text(row, "timeouts"), Timeouts.class),
                json.readValue(text(row, "fallback"), NAMES),
                conduct.contextFallback(),
                conduct.hedge(),
                conduct.rescue(),
                conduct.split(),
                Objects.requireNonNull(row.get("revision", Long.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("updated_at", Instant.class)));
    }

    private Json document(Object value) {
        return Json.of(json.writeValueAsString(value));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
