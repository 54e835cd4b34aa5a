package io.switchgear.common.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Who did what, when, with what outcome.
 *
 * @param id makes a second delivery harmless
 * @param workspaceId the tenant; null before one is known (a failed login)
 * @param userId the user; null for keys and services
 * @param actor who, for people: e-mail address, key or service
 * @param action {@code <noun>.<verb>}, for example {@code circuit.force_open}
 * @param target what it was done to: a name or an id
 * @param outcome {@code success}, or the problem's code
 * @param requestId of the request
 * @param details a few facts more; never secrets
 * @param at when
 */
public record AuditEvent(
        UUID id,
        @Nullable UUID workspaceId,
        @Nullable UUID userId,
        String actor,
        String action,
        String target,
        String outcome,
        @Nullable String requestId,
        Map<String, String> details,
        Instant at) {

    public static final String SUCCESS = "success";
}
