package io.switchgear.action.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The clusters that may be acted on.
 *
 * @param clusters none by default
 */
@Validated
@ConfigurationProperties("switchgear.actions")
public record ClustersProperties(@DefaultValue List<@Valid Cluster> clusters) {

    @AssertTrue(message = "names a cluster twice: each needs a name of its own")
    boolean isEveryClusterNamedOnce() {
        return clusters.stream().map(Cluster::name).distinct().count() == clusters.size();
    }

    /**
     * A Kubernetes cluster and who may act on it. Exactly one of {@code url}, {@code kubeconfig} and {@code inCluster} says how
     * it is reached.
     *
     * @param name as requests call it
     * @param url of the API server
     * @param kubeconfig file to reach it with
     * @param context of the kubeconfig; its current one when absent
     * @param inCluster true for the cluster that this service runs in, by its service account
     * @param tokenFile bearer token for {@code url}, read again for each call, because such tokens rotate
     * @param caFile certificate authority of {@code url}
     * @param simulated shown with everything that concerns the cluster
     * @param production whether its actions need approval when production's do; by default every real cluster is
     * @param grants who may act on what there; nobody by default
     */
    public record Cluster(
            @NotBlank @Pattern(regexp = "[a-zA-Z0-9]([a-zA-Z0-9._-]{0,61}[a-zA-Z0-9])?")
            String name,

            @Nullable URI url,
            @Nullable Path kubeconfig,
            @Nullable String context,
            @DefaultValue("false") boolean inCluster,
            @Nullable Path tokenFile,
            @Nullable Path caFile,
            @DefaultValue("false") boolean simulated,
            @Nullable Boolean production,
            @DefaultValue List<@Valid Grant> grants) {

        @AssertTrue(message = "needs exactly one of url, kubeconfig and in-cluster")
        boolean isReachableInOneWay() {
            return Stream.of(url, kubeconfig, inCluster ? true : null)
                            .filter(Objects::nonNull)
                            .count()
                    == 1;
        }

        public boolean isProduction() {
            return production != null ? production : !simulated;
        }
    }

    /**
     * What one workspace, or each of them, may act on in a cluster.
     *
     * @param workspace its id, or {@code *}
     * @param namespaces by name, or {@code *}
     * @param services names of workloads, or {@code *}
     */
    public record Grant(
            @NotBlank String workspace,
            @NotEmpty List<String> namespaces,
            @NotEmpty List<String> services) {

        static final String ANY = "*";

        @AssertTrue(message = "must be a workspace's id or *")
        boolean isWorkspaceAnIdOrAny() {
            try {
                return workspace.equals(ANY)
                        || UUID.fromString(workspace).toString().equals(workspace);
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        boolean to(UUID id) {
            return workspace.equals(ANY) || workspace.equals(id.toString());
        }

        boolean covers(String namespace, String service) {
            return covers(namespaces, namespace) && covers(services, service);
        }

        private static boolean covers(List<String> granted, String name) {
            return granted.contains(ANY) || granted.contains(name);
        }
    }
}
