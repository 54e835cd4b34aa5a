package io.switchgear.gateway.apikey;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.limit.BudgetPeriod;
import io.switchgear.common.limit.Limits;
import io.switchgear.common.problem.ProblemException;

/** API keys in {@code identity.api_keys}. A deleted key's row stays, so that its id keeps its name in reports. */
@Component
class ApiKeyStore {

    private static final String COLUMNS = "id, name, prefix, scopes, rpm, tpm, budget_nano_usd, budget_period,"
            + " created_by, created_at, expires_at, last_used_at";
    private static final int NANO_DIGITS = 9;
    private static final OffsetDateTime FAR_FUTURE = OffsetDateTime.parse("9999-01-01T00:00:00Z");

    private final DatabaseClient database;
    private final TransactionalOperator transaction;

    ApiKeyStore(DatabaseClient database, TransactionalOperator transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /** @throws ProblemException 409 if the workspace has a key of that name */
    Mono<Void> insert(UUID workspace, ApiKey key, byte[] hash) {
        return database.sql("""
            insert into api_keys (workspace_id, hash, %s)
            values (:workspace, :hash, :id, :name, :prefix, :scopes, :rpm, :tpm, :budget, :period,
              :created_by, :created_at, :expires_at, null)\
            """.formatted(COLUMNS))
                .bind("workspace", workspace)
                .bind("hash", hash)
                .bind("id", key.id())
                .bind("name", key.name())
                .bind("prefix", key.prefix())
                .bind("scopes", key.scopes().stream().map(Scope::wire).toArray(String[]::new))
                .bind("rpm", Parameter.fromOrEmpty(key.rpm(), Integer.class))
                .bind("tpm", Parameter.fromOrEmpty(key.tpm(), Integer.class))
                .bind("budget", Parameter.fromOrEmpty(nano(key.budgetUsd()), Long.class))
                .bind(
                        "period",
                        Parameter.fromOrEmpty(
                                key.budgetPeriod() == null
                                        ? null
                                        : key.budgetPeriod().wire(),
                                String.class))
                .bind("created_by", key.createdBy())
                .bind("created_at", time(key.createdAt()))
                .bind(
                        "expires_at",
                        Parameter.fromOrEmpty(
                                key.expiresAt() == null ? null : time(key.expiresAt()), OffsetDateTime.class))
                .then()
                .then(advance())
                .as(transaction::transactional)
                .onErrorMap(
                        DuplicateKeyException.class,
                        e -> ProblemException.conflict(
                                "api_key_exists", "There is an API key named '" + key.name() + "' already."));
    }

    /** The revoked key; empty if the workspace has none with that id. */
    Mono<ApiKey> revoke(UUID workspace, UUID id, Instant now) {
        return database.sql("""
            update api_keys set revoked_at = :now
            where workspace_id = :workspace and id = :id and revoked_at is null
            returning %s\
            """.formatted(COLUMNS))
                .bind("now", time(now))
                .bind("workspace", workspace)
                .bind("id", id)
                .map(ApiKeyStore::key)
                .one()
                .delayUntil(key -> advance())
                .as(transaction::transactional);
    }

    Mono<ApiKey> find(UUID workspace, UUID id) {
        return database.sql(
                        "select %s from api_keys where workspace_id = :workspace and id = :id and revoked_at is null"
                                .formatted(COLUMNS))
                .bind("workspace", workspace)
                .bind("id", id)
                .map(ApiKeyStore::key)
                .one();
    }

    /** Newest first, after the given one. */
    Flux<ApiKey> list(UUID workspace, @Nullable Instant beforeAt, @Nullable UUID beforeId, int limit) {
        return database.sql("""
            select %s from api_keys
            where workspace_id = :workspace and revoked_at is null
              and (created_at, id) < (:before_at, :before_id)
            order by created_at desc, id desc limit :limit\
            """.formatted(COLUMNS))
                .bind("workspace", workspace)
                .bind("before_at", beforeAt == null ? FAR_FUTURE : time(beforeAt))
                .bind("before_id", beforeId == null ? new UUID(-1, -1) : beforeId)
                .bind("limit", limit)
                .map(ApiKeyStore::key)
                .all();
    }

    Mono<Long> revision() {
        return database.sql("select revision from api_key_revision")
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    /** All good keys with the revision that they are of, read in one statement. */
    Mono<KeySnapshot> snapshot() {
        return database.sql("""
            select r.revision, k.id, k.workspace_id, k.scopes, k.expires_at, encode(k.hash, 'hex') as hash,
              k.rpm, k.tpm, k.budget_nano_usd, k.budget_period
            from api_key_revision r
            left join api_keys k on k.revoked_at is null and (k.expires_at is null or k.expires_at > now())\
            """).map(ApiKeyStore::row).all().collectList().map(ApiKeyStore::snapshot);
    }

    /** Notes when keys were used last; never back in time. */
    Mono<Void> used(Map<UUID, Instant> lastUse) {
        var ids = new UUID[lastUse.size()];
        var times = new OffsetDateTime[lastUse.size()];
        int i = 0;
        for (var entry : lastUse.entrySet()) {
            ids[i] = entry.getKey();
            times[i++] = time(entry.getValue());
        }
        return database.sql("""
            update api_keys k set last_used_at = greatest(k.last_used_at, u.at)
            from unnest(:ids, :times) as u (id, at) where k.id = u.id\
            """).bind("ids", ids).bind("times", times).then();
    }

    private Mono<Void> advance() {
        return database.sql("update api_key_revision set revision = revision + 1")
                .then();
    }

    private record Row(long revision, @Nullable String hash, KeySnapshot.@Nullable Entry entry) {}

    private static Row row(Readable row) {
        long revision = Objects.requireNonNull(row.get("revision", Long.class));
        UUID id = row.get("id", UUID.class);
        if (id == null) {
            return new Row(revision, null, null);
        }
        var expires = row.get("expires_at", OffsetDateTime.class);
        return new Row(
                revision,
                row.get("hash", String.class),
                new KeySnapshot.Entry(
                        id,
                        Objects.requireNonNull(row.get("workspace_id", UUID.class)),
                        Set.of(Objects.requireNonNull(row.get("scopes", String[].class))),
                        expires == null ? null : expires.toInstant(),
                        limits(row)));
    }

    private static Limits limits(Readable row) {
        Integer rpm = row.get("rpm", Integer.class);
        Integer tpm = row.get("tpm", Integer.class);
        String period = row.get("budget_period", String.class);
        return new Limits(
                rpm == null ? null : rpm.longValue(),
                tpm == null ? null : tpm.longValue(),
                row.get("budget_nano_usd", Long.class),
                period == null ? null : BudgetPeriod.of(period));
    }

    private static KeySnapshot snapshot(List<Row> rows) {
        var keys = HashMap.<String, KeySnapshot.Entry>newHashMap(rows.size());
        for (Row row : rows) {
            if (row.hash() != null && row.entry() != null) {
                keys.put(row.hash(), row.entry());
            }
        }
        return new KeySnapshot(rows.getFirst().revision(), keys);
    }

    private static ApiKey key(Readable row) {
        Long nano = row.get("budget_nano_usd", Long.class);
        String period = row.get("budget_period", String.class);
        return new ApiKey(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("prefix", String.class)),
                Arrays.stream(Objects.requireNonNull(row.get("scopes", String[].class)))
                        .map(Scope::of)
                        .toList(),
                row.get("rpm", Integer.class),
                row.get("tpm", Integer.class),
                nano == null ? null : BigDecimal.valueOf(nano, NANO_DIGITS).stripTrailingZeros(),
                period == null ? null : BudgetPeriod.of(period),
                Objects.requireNonNull(row.get("created_by", UUID.class)),
                Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "expires_at"),
                instant(row, "last_used_at"));
    }

    private static @Nullable Long nano(@Nullable BigDecimal usd) {
        return usd == null ? null : usd.movePointRight(NANO_DIGITS).longValueExact();
    }

    private static @Nullable Instant instant(Readable row, String column) {
        var time = row.get(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
