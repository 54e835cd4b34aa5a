package io.switchgear.router.pool;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

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
 * @param contextFallback pools that take over when a request is too long for the model; null for {@code fallback}
 * @param hedge second attempts in parallel; null for none
 * @param rescue what becomes of broken streams; null for {@link Rescue#PREFILL}
 * @param split traffic that is served another way; null for none
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
        @Nullable List<String> contextFallback,
        @Nullable Hedge hedge,
        @Nullable Rescue rescue,
        @Nullable Split split,
        long revision,
        Instant createdAt,
        Instant updatedAt) {}
