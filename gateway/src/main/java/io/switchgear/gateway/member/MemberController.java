package io.switchgear.gateway.member;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.identity.Role;
import io.switchgear.common.paging.Cursor;
import io.switchgear.common.paging.Page;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.gateway.audit.AuditLog;
import io.switchgear.gateway.audit.AuditLog.Actor;
import io.switchgear.gateway.token.OpaqueToken;

/** A workspace's members and those invited: to see, to invite, to give another role, to remove. */
@RestController
@RequestMapping("/api/v1/members")
class MemberController {

    /** Something, an at sign, and a name; nothing that could be taken for anything but an address. */
    private static final String ADDRESS =
            "\\s*[^\\s@\\p{Cntrl}<>()\\[\\],;:\"\\\\]+@[^\\s@\\p{Cntrl}<>()\\[\\],;:\"\\\\]+\\s*";

    private final Members members;
    private final Invitations invitations;
    private final InvitationProperties properties;
    private final AuditLog audit;
    private final InstantSource clock;

    MemberController(
            Members members,
            Invitations invitations,
            InvitationProperties properties,
            AuditLog audit,
            InstantSource clock) {
        this.members = members;
        this.invitations = invitations;
        this.properties = properties;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The wish for another member.
     *
     * @param email whoever has the link and this address' account, or makes one, may join
     * @param role {@code viewer}, {@code operator} or {@code admin}
     */
    record NewMember(
            @NotBlank @Email(regexp = ADDRESS, message = "must be an e-mail address") @Size(max = 254)
            String email,

            @NotNull Role role) {}

    record RoleChange(@NotNull Role role) {}

    /**
     * An invitation, with what will not be shown again.
     *
     * @param id of the invitation
     * @param email for whom
     * @param role that they will have
     * @param token good once, for {@code POST /api/v1/auth/invitations/{token}/accept}
     * @param link to the console's page that does so; to be handed to them
     * @param expiresAt when both end
     */
    record Invited(UUID id, String email, Role role, String token, String link, Instant expiresAt) {

        /** Never prints the token. */
        @Override
        public String toString() {
            return "Invited[" + email + "]";
        }
    }

    @GetMapping
    Mono<Page<Member>> list(
            @Requires(Permission.ADMIN) Caller caller,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Cursor after = Cursor.decode(cursor, 2);
        try {
            return members.list(
                            caller.workspaceId(),
                            after == null ? null : Instant.parse(after.parts().get(0)),
                            after == null ? null : UUID.fromString(after.parts().get(1)),
                            limit + 1)
                    .collectList()
                    .map(rows -> Page.of(rows, limit, member -> Cursor.encode(member.since(), member.id())));
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            throw Cursor.unreadable();
        }
    }

    @GetMapping("/{id}")
    Mono<Member> get(@Requires(Permission.ADMIN) Caller caller, @PathVariable String id) {
        return members.find(caller.workspaceId(), uuid(id));
    }

    /** Invites by e-mail address; nothing is sent, the link is for the inviter to hand on. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Invited> invite(
            @Requires(Permission.ADMIN) Caller caller,
            @Valid @RequestBody NewMember wish,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        if (wish.role() == Role.OWNER) {
            throw ProblemException.invalid("role", "must be viewer, operator or admin");
        }
        String email = wish.email().strip().toLowerCase(Locale.ROOT);
        var token = OpaqueToken.create();
        Instant expires = clock.instant().plus(properties.lifetime()).truncatedTo(ChronoUnit.MILLIS);
        return members.administrator(caller.workspaceId(), user(caller))
                .then(invitations.invite(caller.workspaceId(), email, wish.role(), token, user(caller), expires))
                .as(invited -> audited(invited, exchange, caller, "member.invite", email))
                .map(invited ->
                        new Invited(invited.id(), email, wish.role(), token.value(), link(token, exchange), expires));
    }

    private String link(OpaqueToken token, ServerWebExchange exchange) {
        var given = properties.publicUrl();
        var request = exchange.getRequest().getURI();
        String base = given == null ? request.getScheme() + "://" + request.getAuthority() : given.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/invitations/" + token.value();
    }

    /** Gives another role; an owner makes owners, and steps down only when there is another. */
    @PatchMapping("/{id}")
    Mono<Member> change(
            @Requires(Permission.ADMIN) Caller caller,
            @PathVariable String id,
            @Valid @RequestBody RoleChange change,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        UUID member = uuid(id);
        return members.change(caller.workspaceId(), member, change.role(), user(caller))
                .as(done -> audited(
                        done,
                        exchange,
                        caller,
                        "member.role_change",
                        id + ": " + change.role().wire()))
                .then(members.find(caller.workspaceId(), member));
    }

    /** Removes a member, or revokes an invitation. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(
            @Requires(Permission.ADMIN) Caller caller,
            @PathVariable String id,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        return members.remove(caller.workspaceId(), uuid(id), user(caller))
                .onErrorResume(
                        ProblemException.class,
                        e -> audit.record(
                                        exchange,
                                        Actor.of(caller),
                                        "member.remove",
                                        id,
                                        e.problem().code())
                                .then(Mono.error(e)))
                .flatMap(gone -> audit.success(
                        exchange,
                        Actor.of(caller),
                        gone.status() == MemberStatus.ACTIVE ? "member.remove" : "invitation.revoke",
                        gone.email()));
    }

    private <T> Mono<T> audited(Mono<T> deed, ServerWebExchange exchange, Caller caller, String action, String target) {
        return deed.onErrorResume(
                        ProblemException.class,
                        e -> audit.record(
                                        exchange,
                                        Actor.of(caller),
                                        action,
                                        target,
                                        e.problem().code())
                                .then(Mono.error(e)))
                .delayUntil(done -> audit.success(exchange, Actor.of(caller), action, target));
    }

    private static UUID user(Caller caller) {
        return Objects.requireNonNull(caller.userId());
    }

    /** What is no id at all is not there either. */
    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("member", id);
        }
    }
}
