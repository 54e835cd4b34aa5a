package io.switchgear.router.pool;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A named group of targets.
 *
 * @param workspaceId the tenant
 * @param groupName unique in the workspace; callers may ask for it as a model
 * @param models further names by which callers may ask for it
 * @param targets at least one
 * @param strategy how one is chosen
 * @param retry how often
 * @param timeouts its own
 * @param fallback pools that take over, in this order, when no target is left
 * @param revision rises with each change
 * @param createdAt when
 * @param updatedAt when it last changed
 */
public record Pool(
        UUID workspaceId,
        String groupName,
        List<String> models,
        List<Target> targets,
        Strategy strategy,
        Retry retry,
        Timeouts timeouts,
        List<String> fallback,
        long revision,
        Instant createdAt,
        Instant updatedAt) {}
