package io.switchgear.common.identity;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.limit.Limits;
import io.switchgear.common.problem.ProblemException;

/**
 * The authenticated caller of a request, as its token says; never built from headers alone.
 *
 * @param issuer the service that signed the token
 * @param kind who stands behind it
 * @param subject user id, API key id or service name
 * @param workspace the workspace the call is limited to; null for a service that speaks for none
 * @param role the user's role in that workspace; null for keys and services
 * @param scopes an API key's scopes ({@code llm}, {@code telemetry}); empty for others
 * @param email the user's e-mail address, for audit; null for keys and services
 * @param limits of an API key, for whoever counts its calls; {@link Limits#NONE} for others
 */
public record Caller(
        String issuer,
        CallerKind kind,
        String subject,
        @Nullable UUID workspace,
        @Nullable Role role,
        Set<String> scopes,
        @Nullable String email,
        Limits limits) {

    public Caller(
            String issuer,
            CallerKind kind,
            String subject,
            @Nullable UUID workspace,
            @Nullable Role role,
            Set<String> scopes,
            @Nullable String email) {
        this(issuer, kind, subject, workspace, role, scopes, email, Limits.NONE);
    }

    public static Caller user(String issuer, UUID user, UUID workspace, Role role, String email) {
        return new Caller(issuer, CallerKind.USER, user.toString(), workspace, role, Set.of(), email);
    }

    public static Caller apiKey(String issuer, UUID key, UUID workspace, Set<String> scopes) {
        return apiKey(issuer, key, workspace, scopes, Limits.NONE);
    }

    public static Caller apiKey(String issuer, UUID key, UUID workspace, Set<String> scopes, Limits limits) {
        return new Caller(issuer, CallerKind.API_KEY, key.toString(), workspace, null, scopes, null, limits);
    }

    public static Caller service(String issuer) {
        return new Caller(issuer, CallerKind.SERVICE, issuer, null, null, Set.of(), null);
    }

    /** The same caller, limited to one workspace. */
    public Caller in(UUID id) {
        return new Caller(issuer, kind, subject, id, role, scopes, email, limits);
    }

    /**
     * The workspace that every query of this request is filtered by.
     *
     * @throws ProblemException 400 if the call names none
     */
    public UUID workspaceId() {
        if (workspace == null) {
            throw ProblemException.badRequest("workspace_missing", "The X-Workspace-ID header is missing.");
        }
        return workspace;
    }

    public Set<Permission> permissions() {
        if (role != null) {
            return role.permissions();
        }
        var permissions = EnumSet.noneOf(Permission.class);
        if (scopes.contains("llm")) {
            permissions.add(Permission.LLM_CALL);
        }
        if (scopes.contains("telemetry")) {
            permissions.add(Permission.TELEMETRY_WRITE);
        }
        if (kind == CallerKind.SERVICE && workspace != null && has(Grant.READ)) {
            permissions.add(Permission.ROUTER_VIEW);
            permissions.add(Permission.QUERY_VIEW);
        }
        return permissions;
    }

    public boolean may(Permission permission) {
        return permissions().contains(permission);
    }

    /** True for a service that signed its own token and is granted {@code grant}. */
    public boolean has(Grant grant) {
        return kind == CallerKind.SERVICE
                && Grant.BY_ISSUER.getOrDefault(issuer, Set.of()).contains(grant);
    }

    /** The user as an id, for audit columns; null unless a user calls. */
    public @Nullable UUID userId() {
        return kind == CallerKind.USER ? UUID.fromString(subject) : null;
    }

    /** A short name for people: the e-mail address, or what kind of caller it is and its id. */
    public String actor() {
        return email != null ? email : kind.wire() + ":" + subject;
    }
}
