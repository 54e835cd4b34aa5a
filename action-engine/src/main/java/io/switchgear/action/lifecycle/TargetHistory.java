package io.switchgear.action.lifecycle;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a workload's actions, of all workspaces.
 *
 * @param busy whether one is queued, running or being verified
 * @param lastFinishedAt when the last one that acted on it ended; null if none did
 */
public record TargetHistory(boolean busy, @Nullable Instant lastFinishedAt) {}
