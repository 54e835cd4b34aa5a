package io.switchgear.router.pool;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A pool as an administrator sends it.
 *
 * @param groupName may be left out where the path names it
 * @param models further names by which callers may ask for the pool
 * @param providers its targets
 * @param strategy {@code round_robin}, {@code weighted}, {@code least_connections}, {@code latency}, {@code priority}, {@code cost}
 *     or {@code sticky}; round robin if absent
 * @param retry how often a request is tried
 * @param hedge second attempts in parallel; refused unless absent
 * @param timeouts in milliseconds
 * @param fallback pools that take over
 */
public record PoolDocument(
        @Nullable String groupName,
        @Nullable List<String> models,
        @Nullable List<TargetDocument> providers,

        @Nullable String strategy,
        @Nullable Retry retry,

        @Schema(hidden = true) @Nullable JsonNode hedge,

        @Nullable Timeouts timeouts,
        @Nullable List<String> fallback) {

    /**
     * A target as an administrator sends it.
     *
     * @param name a provider's, registered or not
     * @param model what that provider is asked for
     * @param weight 1 if absent
     * @param priority 0 if absent
     */
    public record TargetDocument(
            @Nullable String name,
            @Nullable String model,
            @Nullable Double weight,
            @Nullable Integer priority) {}
}
