package io.switchgear.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;

import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

import io.switchgear.common.secret.SecretBox;

/** The signing keys in {@code identity.signing_keys}. */
@Component
class SigningKeyStore {

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final SecretBox box;

    SigningKeyStore(DatabaseClient database, TransactionalOperator transaction, SecretBox box) {
        this.database = database;
        this.transaction = transaction;
        this.box = box;
    }

    Mono<SigningKeySet> load() {
        return database.sql("select id, private_key, public_key, created_at from signing_keys order by created_at desc")
                .map(this::key)
                .all()
                .collectList()
                .map(SigningKeySet::new);
    }

    /** Adds a key if none is younger than {@code rotation}, once over all replicas, and forgets those of two rotations ago. */
    Mono<SigningKeySet> rotate(Instant now, Duration rotation) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended('identity.signing_keys', 0))")
                .fetch()
                .rowsUpdated()
                .then(load())
                .filter(keys -> keys.needsRotation(now, rotation))
                .flatMap(keys -> insert(SigningKey.create(now)))
                .then(forgetBefore(now.minus(rotation.multipliedBy(2))))
                .as(transaction::transactional)
                .then(load());
    }

    private Mono<Long> insert(SigningKey key) {
        return database.sql("""
            insert into signing_keys (id, private_key, public_key, created_at)
            values (:id, :private_key, :public_key, :created_at)\
            """)
                .bind("id", key.id())
                .bind("private_key", box.seal(key.privateKey().getEncoded(), context(key.id())))
                .bind("public_key", key.publicKey().getEncoded())
                .bind("created_at", key.createdAt().atOffset(ZoneOffset.UTC))
                .fetch()
                .rowsUpdated();
    }

    private Mono<Long> forgetBefore(Instant limit) {
        return database.sql("delete from signing_keys where created_at < :limit")
                .bind("limit", limit.atOffset(ZoneOffset.UTC))
                .fetch()
                .rowsUpdated();
    }

    private SigningKey key(Readable row) {
        String id = Objects.requireNonNull(row.get("id", String.class));
        byte[] sealed = Objects.requireNonNull(row.get("private_key", byte[].class));
        return SigningKey.decode(
                id,
                box.open(sealed, context(id)),
                Objects.requireNonNull(row.get("public_key", byte[].class)),
                Objects.requireNonNull(row.get("created_at", OffsetDateTime.class))
                        .toInstant());
    }

    private static String context(String id) {
        return "signing-key:" + id;
    }
}
