package io.switchgear.action.lifecycle;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which actions; null means any.
 *
 * @param from first instant of creation
 * @param to first instant of creation after
 */
public record ActionFilter(
        @Nullable ActionState status,
        @Nullable ActionType type,
        @Nullable String serviceName,
        @Nullable String clusterName,
        @Nullable Instant from,
        @Nullable Instant to) {}
