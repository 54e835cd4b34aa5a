package io.switchgear.gateway.session;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

import io.switchgear.gateway.token.OpaqueToken;

/**
 * Refresh tokens in families. Each use replaces the token by a new one; the second use of the same token means that somebody
 * copied it, and ends the family.
 */
@Component
public class Sessions {

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final InstantSource clock;
    private final Duration lifetime;

    Sessions(
            DatabaseClient database,
            TransactionalOperator transaction,
            InstantSource clock,
            SessionProperties properties) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
        this.lifetime = properties.lifetime();
    }

    /**
     * What became of a refresh token.
     *
     * @param use accepted, unknown (never issued, expired or revoked), or reused
     * @param user whose session it is; null if unknown
     * @param workspace the session's workspace; null if unknown
     * @param next the token that replaces it; null unless accepted
     */
    public record Refreshed(
            Use use,
            @Nullable UUID user,
            @Nullable UUID workspace,
            @Nullable String next) {

        static final Refreshed UNKNOWN = new Refreshed(Use.UNKNOWN, null, null, null);
    }

    /** Whether a refresh token was good. */
    public enum Use {
        ACCEPTED,
        UNKNOWN,
        REUSED
    }

    /** Begins a session; its first refresh token. */
    public Mono<String> open(UUID user, UUID workspace) {
        return Mono.defer(() -> {
            var id = UUID.randomUUID();
            var token = OpaqueToken.create();
            return database.sql("""
                insert into sessions (id, user_id, workspace_id, created_at, expires_at)
                values (:id, :user, :workspace, :now, :expires)\
                """)
                    .bind("id", id)
                    .bind("user", user)
                    .bind("workspace", workspace)
                    .bind("now", now())
                    .bind("expires", now().plus(lifetime))
                    .fetch()
                    .rowsUpdated()
                    .then(add(id, token))
                    .then(forgetExpired(user))
                    .as(transaction::transactional)
                    .thenReturn(token.value());
        });
    }

    /** Uses a refresh token up. */
    public Mono<Refreshed> refresh(String value) {
        return Mono.defer(() -> {
            var token = new OpaqueToken(value);
            return useUp(token)
                    .flatMap(session -> replace(session))
                    .switchIfEmpty(Mono.defer(() -> explain(token)))
                    .as(transaction::transactional);
        });
    }

    /** Ends the session of a refresh token, if it has one; its user. */
    public Mono<UUID> close(String value) {
        return database.sql("""
            update sessions set revoked_at = :now
            where revoked_at is null and id = (select session_id from refresh_tokens where hash = :hash)
            returning user_id\
            """)
                .bind("now", now())
                .bind("hash", new OpaqueToken(value).hash())
                .map(row -> Objects.requireNonNull(row.get(0, UUID.class)))
                .one();
    }

    /** Ends all sessions of a user but the one that {@code keep} is a token of. */
    public Mono<Void> closeAll(UUID user, @Nullable String keep) {
        return database.sql("""
            update sessions set revoked_at = :now
            where user_id = :user and revoked_at is null
              and id not in (select session_id from refresh_tokens where hash = :keep)\
            """)
                .bind("now", now())
                .bind("user", user)
                .bind("keep", keep == null ? new byte[0] : new OpaqueToken(keep).hash())
                .then();
    }

    /** Lets a user's session go on in another workspace. */
    public Mono<Void> move(String value, UUID user, UUID workspace) {
        return database.sql("""
            update sessions set workspace_id = :workspace
            where user_id = :user and id = (select session_id from refresh_tokens where hash = :hash)\
            """)
                .bind("workspace", workspace)
                .bind("user", user)
                .bind("hash", new OpaqueToken(value).hash())
                .then();
    }

    private Mono<Session> useUp(OpaqueToken token) {
        return database.sql("""
            update refresh_tokens t set used_at = :now
            from sessions s
            where t.hash = :hash and t.used_at is null
              and s.id = t.session_id and s.revoked_at is null and s.expires_at > :now
            returning s.id, s.user_id, s.workspace_id\
            """)
                .bind("now", now())
                .bind("hash", token.hash())
                .map(row -> new Session(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("user_id", UUID.class)),
                        Objects.requireNonNull(row.get("workspace_id", UUID.class))))
                .one();
    }

    private Mono<Refreshed> replace(Session session) {
        var next = OpaqueToken.create();
        return add(session.id(), next)
                .thenReturn(new Refreshed(Use.ACCEPTED, session.user(), session.workspace(), next.value()));
    }

    /** Not usable: if it has been used before, its family ends here. */
    private Mono<Refreshed> explain(OpaqueToken token) {
        return database.sql("""
            update sessions s set revoked_at = coalesce(s.revoked_at, :now)
            from refresh_tokens t
            where t.hash = :hash and t.used_at is not null and s.id = t.session_id
            returning s.user_id, s.workspace_id\
            """)
                .bind("now", now())
                .bind("hash", token.hash())
                .map(row -> new Refreshed(
                        Use.REUSED, row.get("user_id", UUID.class), row.get("workspace_id", UUID.class), null))
                .one()
                .defaultIfEmpty(Refreshed.UNKNOWN);
    }

    private Mono<Void> add(UUID session, OpaqueToken token) {
        return database.sql("insert into refresh_tokens (hash, session_id, issued_at) values (:hash, :session, :now)")
                .bind("hash", token.hash())
                .bind("session", session)
                .bind("now", now())
                .then();
    }

    private Mono<Void> forgetExpired(UUID user) {
        return database.sql("delete from sessions where user_id = :user and expires_at < :now")
                .bind("user", user)
                .bind("now", now())
                .then();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private record Session(UUID id, UUID user, UUID workspace) {}
}
