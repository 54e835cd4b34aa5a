package io.switchgear.action.workload;

/**
 * A HorizontalPodAutoscaler that owns a workload's number of replicas.
 *
 * @param name of the autoscaler
 * @param minReplicas it never goes below
 * @param maxReplicas it never goes above
 */
public record Autoscaler(String name, int minReplicas, int maxReplicas) {}
