package io.switchgear.action.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.springframework.stereotype.Component;

import io.switchgear.action.cluster.ClustersProperties;
import io.switchgear.action.cluster.ClustersProperties.Cluster;

/** One client for each configured cluster, made once; blocks, therefore only for {@link KubernetesWorkloads}. */
@Component
final class KubernetesClients implements AutoCloseable {

    private final Map<String, Cluster> clusters;
    private final int timeoutMillis;
    private final Map<String, KubernetesClient> clients = new ConcurrentHashMap<>();

    KubernetesClients(ClustersProperties clusters, KubernetesProperties properties) {
        this.clusters = clusters.clusters().stream().collect(Collectors.toMap(Cluster::name, Function.identity()));
        this.timeoutMillis = Math.toIntExact(properties.timeout().toMillis());
    }

    /** Makes the clients before their first use, which would otherwise wait seconds for classes to load. */
    void prepare() {
        clusters.keySet().forEach(this::of);
    }

    /** @throws IllegalArgumentException for a cluster that is not configured */
    KubernetesClient of(String cluster) {
        return clients.computeIfAbsent(cluster, this::connect);
    }

    private KubernetesClient connect(String name) {
        Cluster cluster = clusters.get(name);
        if (cluster == null) {
            throw new IllegalArgumentException("The cluster '" + name + "' is not configured.");
        }
        Config config = config(cluster);
        config.setConnectionTimeout(Math.min(3000, timeoutMillis));
        config.setRequestTimeout(timeoutMillis);
        // Whoever calls decides whether to try again.
        config.setRequestRetryBackoffLimit(0);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static Config config(Cluster cluster) {
        if (cluster.kubeconfig() != null) {
            Config config = Config.fromKubeconfig(cluster.kubeconfig().toFile());
            if (cluster.context() != null) {
                config = Config.fromKubeconfig(
                        cluster.context(), cluster.kubeconfig().toFile());
            }
            return config;
        }
        if (cluster.url() == null) {
            return Config.autoConfigure(null);
        }
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(cluster.url().toString())
                .build();
        if (cluster.caFile() != null) {
            config.setCaCertFile(cluster.caFile().toString());
        }
        Path token = cluster.tokenFile();
        if (token != null) {
            config.setOauthTokenProvider(() -> read(token));
        }
        return config;
    }

    private static String read(Path token) {
        try {
            return Files.readString(token).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The token file " + token + " cannot be read.", e);
        }
    }

    @Override
    public void close() {
        clients.values().forEach(KubernetesClient::close);
    }
}
