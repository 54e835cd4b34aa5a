package io.switchgear.action.target;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Everything that the workspace may act on.
 *
 * @param items the workloads, by cluster, namespace and name
 * @param nextCursor always null: the list is complete
 * @param clusters where they come from, and whether each could be asked
 */
record TargetList(List<ActionableTarget> items, @Nullable String nextCursor, List<ClusterStatus> clusters) {}
