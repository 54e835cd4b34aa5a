package io.switchgear.gateway.audit;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Which entries of a workspace's log are asked for; null is any.
 *
 * @param actor e-mail address, key or service
 * @param action an action, or with a final dot all of one noun ({@code circuit.})
 * @param target name or id
 * @param outcome {@code success}, {@code failure} (anything else), or a problem's code
 * @param from first instant inside
 * @param to first instant after
 * @param beforeAt with {@code beforeId}, the entry that the page follows
 */
record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String target,
        @Nullable String outcome,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Instant beforeAt,
        @Nullable UUID beforeId) {}
