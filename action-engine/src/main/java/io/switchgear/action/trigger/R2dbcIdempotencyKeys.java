package io.switchgear.action.trigger;

import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.action.lifecycle.Action;
import io.switchgear.common.problem.ProblemException;

/** Idempotency keys in PostgreSQL. */
@Component
final class R2dbcIdempotencyKeys implements IdempotencyKeys {

    private static final String HOLD = """
        insert into idempotency_keys (workspace_id, key, fingerprint, holder, held_until)
        values (:workspace_id, :key, :fingerprint, :holder, clock_timestamp() + interval '60 s')
        on conflict (workspace_id, key) do update
        set fingerprint = excluded.fingerprint, holder = excluded.holder, held_until = excluded.held_until,
            answer = null, created_at = excluded.created_at
        where (idempotency_keys.answer is null and idempotency_keys.held_until < clock_timestamp())
            or idempotency_keys.created_at < clock_timestamp() - interval '24 hours'
        returning holder
        """;

    private final DatabaseClient database;

    /** Writes actions whole, with what the API leaves out. */
    private final JsonMapper json;

    R2dbcIdempotencyKeys(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json.rebuild().disable(MapperFeature.USE_ANNOTATIONS).build();
    }

    private record Row(String fingerprint, @Nullable String answer) {}

    @Override
    public Mono<Hold> hold(UUID workspace, String key, String fingerprint) {
        UUID holder = UUID.randomUUID();
        return database.sql(HOLD)
                .bind("workspace_id", workspace)
                .bind("key", key)
                .bind("fingerprint", fingerprint)
                .bind("holder", holder)
                .fetch()
                .first()
                .<Hold>map(row -> new Hold.Fresh(workspace, key, holder))
                .switchIfEmpty(Mono.defer(() -> existing(workspace, key, fingerprint)));
    }

    private Mono<Hold> existing(UUID workspace, String key, String fingerprint) {
        return database.sql(
                        "select fingerprint, answer from idempotency_keys where workspace_id = :workspace_id and key ="
                                + " :key")
                .bind("workspace_id", workspace)
                .bind("key", key)
                .map(row -> new Row(
                        Objects.requireNonNull(row.get("fingerprint", String.class)), row.get("answer", String.class)))
                .one()
                .map(row -> judge(row, fingerprint))
                // Released in this very moment.
                .switchIfEmpty(Mono.error(R2dbcIdempotencyKeys::stillRunning));
    }

    private Hold judge(Row row, String fingerprint) {
        if (!row.fingerprint().equals(fingerprint)) {
            throw ProblemException.invalid("Idempotency-Key", "was used for another request; use a new one");
        }
        if (row.answer() == null) {
            throw stillRunning();
        }
        return new Hold.Answered(json.readValue(row.answer(), Action.class));
    }

    private static ProblemException stillRunning() {
        return ProblemException.conflict(
                "request_in_progress", "The first request with this Idempotency-Key is still being worked on.");
    }

    @Override
    public Mono<Void> answer(Hold.Fresh hold, Action answer) {
        return database.sql("update idempotency_keys set answer = :answer::jsonb where workspace_id = :workspace_id and"
                        + " key = :key and holder = :holder and answer is null")
                .bind("answer", json.writeValueAsString(answer))
                .bind("workspace_id", hold.workspace())
                .bind("key", hold.key())
                .bind("holder", hold.holder())
                .fetch()
                .rowsUpdated()
                .filter(updated -> updated == 1)
                .switchIfEmpty(Mono.error(R2dbcIdempotencyKeys::stillRunning))
                .then();
    }

    @Override
    public Mono<Void> release(Hold.Fresh hold) {
        return database.sql("delete from idempotency_keys where workspace_id = :workspace_id and key = :key"
                        + " and holder = :holder and answer is null")
                .bind("workspace_id", hold.workspace())
                .bind("key", hold.key())
                .bind("holder", hold.holder())
                .then();
    }
}
