package io.switchgear.router.stats;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A target of a pool.
 *
 * @param workspaceId the tenant
 * @param group the pool's name
 * @param provider the registered name
 * @param model the target's own; null for the one that was asked for
 */
public record MemberKey(
        UUID workspaceId,
        String group,
        String provider,
        @Nullable String model) {}
