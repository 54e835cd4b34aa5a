package io.switchgear.action.target;

import org.jspecify.annotations.Nullable;

/**
 * A cluster that something is granted in.
 *
 * @param clusterName its name
 * @param simulated whether it is a simulation
 * @param reachable whether it answered just now; its workloads are missing from the list otherwise
 * @param error what was wrong; null if nothing
 */
record ClusterStatus(
        String clusterName,
        boolean simulated,
        boolean reachable,
        @Nullable String error) {}
