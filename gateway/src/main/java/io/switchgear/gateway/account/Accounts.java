package io.switchgear.gateway.account;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Role;
import io.switchgear.common.problem.ProblemException;

/** Users, workspaces and members in the schema {@code identity}. */
@Component
class Accounts {

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final InstantSource clock;

    Accounts(DatabaseClient database, TransactionalOperator transaction, InstantSource clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A user with what only a login looks at. */
    record Login(User user, String passwordHash) {

        /** Never prints the hash. */
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    Mono<Boolean> isEmpty() {
        return database.sql("select not exists (select from users)")
                .map(row -> Objects.requireNonNull(row.get(0, Boolean.class)))
                .one();
    }

    Mono<Boolean> knows(String email) {
        return database.sql("select exists (select from users where email = :email)")
                .bind("email", email)
                .map(row -> Objects.requireNonNull(row.get(0, Boolean.class)))
                .one();
    }

    Mono<Login> find(String email) {
        return database.sql("select id, email, full_name, password_hash from users where email = :email")
                .bind("email", email)
                .map(Accounts::login)
                .one();
    }

    Mono<Login> find(UUID user) {
        return database.sql("select id, email, full_name, password_hash from users where id = :id")
                .bind("id", user)
                .map(Accounts::login)
                .one();
    }

    /**
     * A new user, owner of a new workspace.
     *
     * @throws ProblemException 409 if the e-mail address is known
     */
    Mono<Membership> create(User user, String passwordHash, String workspaceName) {
        return Mono.defer(() -> {
            var workspace = new Membership(UUID.randomUUID(), workspaceName, Role.OWNER);
            return insert(user, passwordHash, workspace.id())
                    .then(insert(workspace))
                    .then(join(workspace.id(), user.id(), Role.OWNER))
                    .as(transaction::transactional)
                    .onErrorMap(DuplicateKeyException.class, e -> known())
                    .thenReturn(workspace);
        });
    }

    /** Makes a new user, who owns no workspace yet; within the caller's transaction. */
    Mono<Void> add(User user, String passwordHash, UUID workspace) {
        return insert(user, passwordHash, workspace).onErrorMap(DuplicateKeyException.class, e -> known());
    }

    /** Makes a user a member; whoever is one already stays what they are. Within the caller's transaction. */
    Mono<Void> enter(UUID workspace, UUID user, Role role) {
        return database.sql("""
            insert into members (workspace_id, user_id, role, created_at, updated_at)
            values (:workspace, :user, :role, :now, :now)
            on conflict do nothing\
            """)
                .bind("workspace", workspace)
                .bind("user", user)
                .bind("role", role.wire())
                .bind("now", now())
                .then();
    }

    static ProblemException known() {
        return ProblemException.conflict("email_known", "There is an account with this e-mail address already.");
    }

    /** The workspaces of a user, the current one first, then by age of the membership. */
    Flux<Membership> memberships(UUID user) {
        return database.sql("""
            select w.id, w.name, m.role
            from members m join workspaces w on w.id = m.workspace_id join users u on u.id = m.user_id
            where m.user_id = :user
            order by (w.id = u.current_workspace_id) desc nulls last, m.created_at, w.id\
            """).bind("user", user).map(Accounts::membership).all();
    }

    /** Where a user was last, so that a failed login reaches the log of that workspace; empty for an unknown address. */
    Mono<Whereabouts> whereabouts(String email) {
        return database.sql("select id, current_workspace_id from users where email = :email")
                .bind("email", email)
                .map(row -> new Whereabouts(Objects.requireNonNull(row.get(0, UUID.class)), row.get(1, UUID.class)))
                .one();
    }

    record Whereabouts(UUID user, @Nullable UUID workspace) {}

    /** Empty if the user is no member. */
    Mono<Membership> membership(UUID user, UUID workspace) {
        return database.sql("""
            select w.id, w.name, m.role
            from members m join workspaces w on w.id = m.workspace_id
            where m.user_id = :user and m.workspace_id = :workspace\
            """)
                .bind("user", user)
                .bind("workspace", workspace)
                .map(Accounts::membership)
                .one();
    }

    Mono<Void> setCurrent(UUID user, UUID workspace) {
        return database.sql("update users set current_workspace_id = :workspace, updated_at = :now where id = :user")
                .bind("workspace", workspace)
                .bind("now", now())
                .bind("user", user)
                .then();
    }

    Mono<Void> setPassword(UUID user, String hash) {
        return database.sql("update users set password_hash = :hash, updated_at = :now where id = :user")
                .bind("hash", hash)
                .bind("now", now())
                .bind("user", user)
                .then();
    }

    private Mono<Void> insert(User user, String passwordHash, UUID workspace) {
        return database.sql("""
            insert into users
              (id, email, full_name, password_hash, current_workspace_id, created_at, updated_at)
            values (:id, :email, :full_name, :password_hash, :workspace, :now, :now)\
            """)
                .bind("id", user.id())
                .bind("email", user.email())
                .bind("full_name", user.fullName())
                .bind("password_hash", passwordHash)
                .bind("workspace", workspace)
                .bind("now", now())
                .then();
    }

    private Mono<Void> insert(Membership workspace) {
        return database.sql("insert into workspaces (id, name, created_at) values (:id, :name, :now)")
                .bind("id", workspace.id())
                .bind("name", workspace.name())
                .bind("now", now())
                .then();
    }

    private Mono<Void> join(UUID workspace, UUID user, Role role) {
        return database.sql("""
            insert into members (workspace_id, user_id, role, created_at, updated_at)
            values (:workspace, :user, :role, :now, :now)\
            """)
                .bind("workspace", workspace)
                .bind("user", user)
                .bind("role", role.wire())
                .bind("now", now())
                .then();
    }

    private static Login login(Readable row) {
        return new Login(
                new User(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("email", String.class)),
                        Objects.requireNonNull(row.get("full_name", String.class))),
                Objects.requireNonNull(row.get("password_hash", String.class)));
    }

    private static Membership membership(Readable row) {
        return new Membership(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Role.of(Objects.requireNonNull(row.get("role", String.class))));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
