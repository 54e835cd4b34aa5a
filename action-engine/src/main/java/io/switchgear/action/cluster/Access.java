package io.switchgear.action.cluster;

/** Whether a workspace may act on something. */
public sealed interface Access {

    /** It may: there. */
    record Granted(ClustersProperties.Cluster cluster, String namespace) implements Access {}

    /** It may not: {@code sentence} says what is missing, and nothing about what other workspaces have. */
    record Refused(String sentence) implements Access {}
}
