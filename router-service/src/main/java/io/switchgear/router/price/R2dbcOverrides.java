package io.switchgear.router.price;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.price.ModelPrice;

/** Workspaces' own prices in PostgreSQL, every revision of them. */
@Repository
public class R2dbcOverrides {

    private static final TypeReference<Map<String, ModelPrice>> MODELS = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;

    R2dbcOverrides(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** The latest of every workspace. */
    public Flux<Overrides> all() {
        return database.sql("select distinct on (workspace_id) * from price_book order by workspace_id, revision desc")
                .map(this::read)
                .all();
    }

    /** The latest; revision 0 if there are none. */
    Mono<Overrides> latest(UUID workspace) {
        return database.sql("select * from price_book where workspace_id = :workspace order by revision desc limit 1")
                .bind("workspace", workspace)
                .map(this::read)
                .one()
                .defaultIfEmpty(Overrides.none(workspace));
    }

    Mono<Overrides> find(UUID workspace, long revision) {
        return database.sql("select * from price_book where workspace_id = :workspace and revision = :revision")
                .bind("workspace", workspace)
                .bind("revision", revision)
                .map(this::read)
                .one();
    }

    /** Empty if another revision of that number was first. */
    Mono<Overrides> insert(UUID workspace, long revision, Map<String, ModelPrice> models, String actor) {
        return database.sql("""
            insert into price_book (workspace_id, revision, models, created_by)
            values (:workspace, :revision, :models, :actor)
            on conflict do nothing returning *\
            """)
                .bind("workspace", workspace)
                .bind("revision", revision)
                .bind("models", Json.of(json.writeValueAsString(models)))
                .bind("actor", actor)
                .map(this::read)
                .one();
    }

    private Overrides read(Readable row) {
        return new Overrides(
                Objects.requireNonNull(row.get("workspace_id", UUID.class)),
                Objects.requireNonNull(row.get("revision", Long.class)),
                json.readValue(Objects.requireNonNull(row.get("models", String.class)), MODELS),
                Objects.requireNonNull(row.get("created_by", String.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)));
    }
}
