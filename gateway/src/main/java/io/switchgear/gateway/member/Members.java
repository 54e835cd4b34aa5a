package io.switchgear.gateway.member;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Role;
import io.switchgear.common.problem.ProblemException;

/** A workspace's members and invitations. Changes take the workspace's row first, so that two of them cannot remove its last owner. */
@Component
class Members {

    private static final String ALL = """
        select * from (
          select u.id, u.email, u.full_name, m.role, 'ACTIVE' as status, m.created_at as since,
            null::timestamptz as expires_at
          from members m join users u on u.id = m.user_id
          where m.workspace_id = :workspace
          union all
          select i.id, i.email, null, i.role, 'INVITED', i.created_at, i.expires_at
          from invitations i
          where i.workspace_id = :workspace and i.expires_at > :now
        ) everybody\
        """;
    private static final OffsetDateTime FAR_FUTURE = OffsetDateTime.parse("9999-01-01T00:00:00Z");

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final InstantSource clock;

    Members(DatabaseClient database, TransactionalOperator transaction, InstantSource clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Newest first, after the given one. */
    Flux<Member> list(UUID workspace, @Nullable Instant beforeAt, @Nullable UUID beforeId, int limit) {
        return database.sql(
                        ALL + " where (since, id) < (:before_at, :before_id) order by since desc, id desc limit :limit")
                .bind("workspace", workspace)
                .bind("now", now())
                .bind("before_at", beforeAt == null ? FAR_FUTURE : beforeAt.atOffset(ZoneOffset.UTC))
                .bind("before_id", beforeId == null ? new UUID(-1, -1) : beforeId)
                .bind("limit", limit)
                .map(Members::member)
                .all();
    }

    /** @throws ProblemException 404 for nobody's id, or that of another workspace */
    Mono<Member> find(UUID workspace, UUID id) {
        return database.sql(ALL + " where id = :id")
                .bind("workspace", workspace)
                .bind("now", now())
                .bind("id", id)
                .map(Members::member)
                .one()
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("member", id)));
    }

    /**
     * Gives somebody another role.
     *
     * @param by the user who asks
     * @return how they were before
     */
    Mono<Member> change(UUID workspace, UUID id, Role to, UUID by) {
        return locked(workspace)
                .then(find(workspace, id))
                .delayUntil(member -> allowed(workspace, member, to, by))
                .delayUntil(member -> database.sql(member.status() == MemberStatus.ACTIVE ? """
                    update members set role = :role, updated_at = :now
                    where workspace_id = :workspace and user_id = :id\
                    """ : """
                        update invitations set role = :role
                        where workspace_id = :workspace and id = :id and expires_at > :now\
                        """)
                        .bind("role", to.wire())
                        .bind("now", now())
                        .bind("workspace", workspace)
                        .bind("id", id)
                        .then())
                .as(transaction::transactional);
    }

    /**
     * Removes a member, or revokes an invitation.
     *
     * @param by the user who asks
     * @return who it was
     */
    Mono<Member> remove(UUID workspace, UUID id, UUID by) {
        return locked(workspace)
                .then(find(workspace, id))
                .delayUntil(member -> allowed(workspace, member, null, by))
                .delayUntil(member -> database.sql(
                                member.status() == MemberStatus.ACTIVE
                                        ? "delete from members where workspace_id = :workspace and user_id = :id"
                                        : "delete from invitations where workspace_id = :workspace and id = :id")
                        .bind("workspace", workspace)
                        .bind("id", id)
                        .then())
                .as(transaction::transactional);
    }

    private Mono<Void> allowed(UUID workspace, Member member, @Nullable Role to, UUID by) {
        return administrator(workspace, by)
                .zipWith(owners(workspace))
                .flatMap(known -> Mono.justOrEmpty(MemberRules.objection(member, to, known.getT1(), known.getT2())))
                .flatMap(Mono::error);
    }

    /**
     * The role of somebody who may change members, as it is now: an access token may be older than the role.
     *
     * @throws ProblemException 403 if they may not any more
     */
    Mono<Role> administrator(UUID workspace, UUID user) {
        return database.sql("select role from members where workspace_id = :workspace and user_id = :user")
                .bind("workspace", workspace)
                .bind("user", user)
                .map(row -> Role.of(Objects.requireNonNull(row.get(0, String.class))))
                .one()
                .filter(role -> role.permissions().contains(Permission.ADMIN))
                .switchIfEmpty(Mono.error(
                        () -> ProblemException.forbidden("permission_missing", "This needs the permission ADMIN.")));
    }

    private Mono<Long> owners(UUID workspace) {
        return database.sql("select count(*) from members where workspace_id = :workspace and role = 'owner'")
                .bind("workspace", workspace)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    private Mono<Void> locked(UUID workspace) {
        return database.sql("select id from workspaces where id = :workspace for update")
                .bind("workspace", workspace)
                .fetch()
                .first()
                .then();
    }

    private static Member member(Readable row) {
        OffsetDateTime expires = row.get("expires_at", OffsetDateTime.class);
        return new Member(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("email", String.class)),
                row.get("full_name", String.class),
                Role.of(Objects.requireNonNull(row.get("role", String.class))),
                MemberStatus.valueOf(Objects.requireNonNull(row.get("status", String.class))),
                Objects.requireNonNull(row.get("since", OffsetDateTime.class)).toInstant(),
                expires == null ? null : expires.toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
