package io.switchgear.action.cluster;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.switchgear.action.cluster.ClustersProperties.Cluster;
import io.switchgear.action.cluster.ClustersProperties.Grant;

/** Answers who may act on what. A cluster that is not granted looks like one that does not exist. */
@Component
public final class Grants {

    private static final String DEFAULT_NAMESPACE = "default";

    private final List<Cluster> clusters;

    public Grants(ClustersProperties properties) {
        this.clusters = properties.clusters();
    }

    /**
     * Where a workspace's request leads. Without a cluster's name it is the one cluster that is granted; without a namespace it
     * is the one that is granted, else {@code default}.
     */
    public Access resolve(UUID workspace, @Nullable String clusterName, @Nullable String namespace, String service) {
        var granted = clustersOf(workspace);
        if (granted.isEmpty()) {
            return new Access.Refused("No cluster is granted to this workspace.");
        }
        if (clusterName == null && granted.size() > 1) {
            return new Access.Refused("Several clusters are granted to this workspace; name one of them: "
                    + granted.stream().map(Cluster::name).collect(Collectors.joining(", ")) + ".");
        }
        return granted.stream()
                .filter(cluster -> clusterName == null || cluster.name().equals(clusterName))
                .findFirst()
                .map(cluster -> within(cluster, workspace, namespace, service))
                .orElseGet(() ->
                        new Access.Refused("The cluster '" + clusterName + "' is not granted to this workspace."));
    }

    private static Access within(Cluster cluster, UUID workspace, @Nullable String namespace, String service) {
        var grants = grantsOf(cluster, workspace);
        String place = namespace != null ? namespace : soleNamespace(grants);
        return grants.stream().anyMatch(grant -> grant.covers(place, service))
                ? new Access.Granted(cluster, place)
                : new Access.Refused(
                        "The service '%s' in namespace '%s' of cluster '%s' is not granted to this workspace."
                                .formatted(service, place, cluster.name()));
    }

    private static String soleNamespace(List<Grant> grants) {
        var names = namespaces(grants);
        return names.size() == 1 && !names.contains(Grant.ANY)
                ? names.iterator().next()
                : DEFAULT_NAMESPACE;
    }

    /** The clusters in which a workspace may act on anything at all. */
    public List<Cluster> clustersOf(UUID workspace) {
        return clusters.stream()
                .filter(cluster -> !grantsOf(cluster, workspace).isEmpty())
                .toList();
    }

    /** The namespaces of a cluster that a workspace may act in; null for all of them. */
    public @Nullable Set<String> namespacesOf(Cluster cluster, UUID workspace) {
        var names = namespaces(grantsOf(cluster, workspace));
        return names.contains(Grant.ANY) ? null : names;
    }

    public boolean allows(Cluster cluster, UUID workspace, String namespace, String service) {
        return grantsOf(cluster, workspace).stream().anyMatch(grant -> grant.covers(namespace, service));
    }

    private static List<Grant> grantsOf(Cluster cluster, UUID workspace) {
        return cluster.grants().stream().filter(grant -> grant.to(workspace)).toList();
    }

    private static Set<String> namespaces(List<Grant> grants) {
        return grants.stream()
                .flatMap(grant -> grant.namespaces().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
