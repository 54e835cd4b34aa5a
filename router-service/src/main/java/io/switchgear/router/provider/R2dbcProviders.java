package io.switchgear.router.provider;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.paging.Cursor;
import io.switchgear.common.price.ModelPrice;
import io.switchgear.common.secret.SecretBox;
import io.switchgear.router.pool.Timeouts;

/** Providers in PostgreSQL, their keys and credentials sealed. */
@Repository
public class R2dbcProviders {

    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
    private static final TypeReference<Map<String, ModelPrice>> PRICES = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;
    private final SecretBox box;

    R2dbcProviders(DatabaseClient database, JsonMapper json, SecretBox box) {
        this.database = database;
        this.json = json;
        this.box = box;
    }

    /** Of every workspace. */
    public Flux<Provider> all() {
        return database.sql("select * from provider").map(this::read).all();
    }

    /** One more than {@code limit}, newest first. */
    Flux<Provider> page(UUID workspace, @Nullable Cursor after, int limit) {
        var sql = database.sql(after == null ? """
            select * from provider where workspace_id = :workspace
            order by created_at desc, name desc limit :limit\
            """ : """
                select * from provider where workspace_id = :workspace and (created_at, name) < (:at, :name)
                order by created_at desc, name desc limit :limit\
                """)
                .bind("workspace", workspace)
                .bind("limit", limit + 1);
        if (after != null) {
            sql = sql.bind("at", Instant.parse(after.parts().get(0)))
                    .bind("name", after.parts().get(1));
        }
        return sql.map(this::read).all();
    }

    Mono<Provider> find(UUID workspace, String name) {
        return database.sql("select * from provider where workspace_id = :workspace and name = :name")
                .bind("workspace", workspace)
                .bind("name", name)
                .map(this::read)
                .one();
    }

    /** Empty if the name is taken. */
    Mono<Provider> insert(Provider provider) {
        return write("""
            insert into provider (workspace_id, name, type, base_url, api_key, credentials, settings, models, prices,
                timeouts)
            values (:workspace, :name, :type, :base_url, :api_key, :credentials, :settings, :models, :prices,
                :timeouts)
            on conflict do nothing returning *\
            """, provider);
    }

    Mono<Provider> save(Provider provider) {
        return write("""
            insert into provider as p (workspace_id, name, type, base_url, api_key, credentials, settings, models, prices,
                timeouts)
            values (:workspace, :name, :type, :base_url, :api_key, :credentials, :settings, :models, :prices,
                :timeouts)
            on conflict (workspace_id, name) do update set
                type = excluded.type, base_url = excluded.base_url, api_key = excluded.api_key,
                credentials = excluded.credentials, settings = excluded.settings,
                models = excluded.models, prices = excluded.prices, timeouts = excluded.timeouts,
                revision = p.revision + 1, updated_at = now()
            returning *\
            """, provider);
    }

    private Mono<Provider> write(String sql, Provider provider) {
        String key = provider.apiKey();
        AwsCredentials credentials = provider.credentials();
        return database.sql(sql)
                .bind("workspace", provider.workspaceId())
                .bind("name", provider.name())
                .bind("type", provider.type().wire())
                .bind("base_url", provider.baseUrl())
                .bind("api_key", sealed(key, context(provider.workspaceId(), provider.name())))
                .bind(
                        "credentials",
                        sealed(
                                credentials == null ? null : json.writeValueAsString(credentials),
                                credentialsContext(provider.workspaceId(), provider.name())))
                .bind("settings", document(provider.settings()))
                .bind("models", document(provider.models()))
                .bind("prices", document(provider.prices()))
                .bind("timeouts", document(provider.timeouts()))
                .map(this::read)
                .one();
    }

    private Parameter sealed(@Nullable String secret, String context) {
        return secret == null
                ? Parameters.in(R2dbcType.VARBINARY)
                : Parameters.in(R2dbcType.VARBINARY, box.seal(secret, context));
    }

    Mono<Long> delete(UUID workspace, String name) {
        return database.sql("delete from provider where workspace_id = :workspace and name = :name")
                .bind("workspace", workspace)
                .bind("name", name)
                .fetch()
                .rowsUpdated();
    }

    private Provider read(Readable row) {
        UUID workspace = Objects.requireNonNull(row.get("workspace_id", UUID.class));
        String name = text(row, "name");
        byte[] key = row.get("api_key", byte[].class);
        byte[] credentials = row.get("credentials", byte[].class);
        return new Provider(
                workspace,
                name,
                ProviderType.of(text(row, "type")),
                text(row, "base_url"),
                key == null ? null : box.openText(key, context(workspace, name)),
                credentials == null
                        ? null
                        : json.readValue(
                                box.openText(credentials, credentialsContext(workspace, name)), AwsCredentials.class),
                json.readValue(text(row, "settings"), ProviderSettings.class),
                json.readValue(text(row, "models"), NAMES),
                json.readValue(text(row, "prices"), PRICES),
                json.readValue(text(row, "timeouts"), Timeouts.class),
                Objects.requireNonNull(row.get("revision", Long.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("updated_at", Instant.class)));
    }

    private static String context(UUID workspace, String name) {
        return "provider:" + workspace + ":" + name;
    }

    private static String credentialsContext(UUID workspace, String name) {
        return "provider-credentials:" + workspace + ":" + name;
    }

    private Json document(Object value) {
        return Json.of(json.writeValueAsString(value));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
