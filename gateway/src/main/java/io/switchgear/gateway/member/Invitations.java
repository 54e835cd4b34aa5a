package io.switchgear.gateway.member;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Role;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.problem.Problems;
import io.switchgear.gateway.token.OpaqueToken;

/** Invitations in {@code identity.invitations}; a used or revoked one is gone. */
@Component
public class Invitations {

    private static final String GOOD = """
        select i.id, i.workspace_id, w.name as workspace_name, i.email, i.role, i.expires_at
        from invitations i join workspaces w on w.id = i.workspace_id
        where i.token_hash = :hash and i.expires_at > :now\
        """;

    private final DatabaseClient database;
    private final InstantSource clock;

    Invitations(DatabaseClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @throws ProblemException 404 alike for one that never was, was used, was revoked or has expired */
    public Mono<Invitation> find(OpaqueToken token) {
        return database.sql(GOOD)
                .bind("hash", token.hash())
                .bind("now", now())
                .map(Invitations::invitation)
                .one()
                .switchIfEmpty(Mono.error(Invitations::gone));
    }

    /**
     * Uses it up; to be called within the transaction that makes its bearer a member.
     *
     * @throws ProblemException 404 as for {@link #find}, also for the second of two who use it at the same time
     */
    public Mono<Void> use(OpaqueToken token) {
        return database.sql("delete from invitations where token_hash = :hash and expires_at > :now")
                .bind("hash", token.hash())
                .bind("now", now())
                .fetch()
                .rowsUpdated()
                .filter(used -> used == 1)
                .switchIfEmpty(Mono.error(Invitations::gone))
                .then();
    }

    /** @throws ProblemException 409 if the address is invited already, or belongs to a member */
    Mono<Member> invite(UUID workspace, String email, Role role, OpaqueToken token, UUID inviter, Instant expiresAt) {
        var invited =
                new Member(UUID.randomUUID(), email, null, role, MemberStatus.INVITED, clock.instant(), expiresAt);
        return refuseMembers(workspace, email)
                .then(forgetExpired(workspace))
                .then(database.sql("""
                    insert into invitations
                      (id, workspace_id, email, role, token_hash, invited_by, created_at, expires_at)
                    values (:id, :workspace, :email, :role, :hash, :inviter, :now, :expires)\
                    """)
                        .bind("id", invited.id())
                        .bind("workspace", workspace)
                        .bind("email", email)
                        .bind("role", role.wire())
                        .bind("hash", token.hash())
                        .bind("inviter", inviter)
                        .bind("now", now())
                        .bind("expires", expiresAt.atOffset(ZoneOffset.UTC))
                        .then())
                .onErrorMap(
                        DuplicateKeyException.class,
                        e -> ProblemException.conflict(
                                "invitation_exists",
                                "There is an invitation for " + email + " already; revoke it first."))
                .thenReturn(invited);
    }

    private Mono<Void> refuseMembers(UUID workspace, String email) {
        return database.sql("""
            select 1 from members m join users u on u.id = m.user_id
            where m.workspace_id = :workspace and u.email = :email\
            """)
                .bind("workspace", workspace)
                .bind("email", email)
                .fetch()
                .first()
                .flatMap(found -> Mono.error(
                        ProblemException.conflict("member_exists", email + " is a member of this workspace already.")));
    }

    private Mono<Void> forgetExpired(UUID workspace) {
        return database.sql("delete from invitations where workspace_id = :workspace and expires_at <= :now")
                .bind("workspace", workspace)
                .bind("now", now())
                .then();
    }

    private static Invitation invitation(Readable row) {
        return new Invitation(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("workspace_id", UUID.class)),
                Objects.requireNonNull(row.get("workspace_name", String.class)),
                Objects.requireNonNull(row.get("email", String.class)),
                Role.of(Objects.requireNonNull(row.get("role", String.class))),
                Objects.requireNonNull(row.get("expires_at", OffsetDateTime.class))
                        .toInstant());
    }

    private static ProblemException gone() {
        return new ProblemException(Problems.of(
                HttpStatus.NOT_FOUND,
                "invitation_not_found",
                "This invitation is unknown, has been used or revoked, or has expired."));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
