package io.switchgear.action.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;

/**
 * A Kubernetes API server of fabric8's, with a controller that rolls workloads out in two steps, and with server-side dry runs,
 * which fabric8's lacks. One per JVM: whichever service takes an action up finds its workloads here.
 */
public final class FakeCluster {

    private static final FakeCluster INSTANCE = new FakeCluster();
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final List<String> patches = new CopyOnWriteArrayList<>();
    private final Set<String> frozen = ConcurrentHashMap.newKeySet();
    private final KubernetesMockServer server;
    private final KubernetesClient client;
    private final Future<?> controlling;

    private FakeCluster() {
        var dispatcher = new KubernetesCrudDispatcher() {
            @Override
            public MockResponse handlePatch(RecordedRequest request) {
                patches.add(request.getPath());
                return request.getPath().contains("dryRun=All")
                        ? handleGet(request.getPath().replaceAll("\\?.*", ""))
                        : super.handlePatch(request);
            }
        };
        server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), dispatcher, false);
        server.init();
        client = server.createClient();
        var controller = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("fake-controller").factory());
        controlling = controller.scheduleWithFixedDelay(this::progress, 0, 40, TimeUnit.MILLISECONDS);
    }

    public static FakeCluster get() {
        return INSTANCE;
    }

    public String url() {
        if (controlling.isDone()) {
            throw new IllegalStateException("The controller has died: " + controlling);
        }
        return "http://" + server.getHostName() + ":" + server.getPort();
    }

    /** A name that no other test uses. */
    public static String name(String stem) {
        return stem + "-" + NAMES.incrementAndGet();
    }

    /** A deployment that has rolled out. */
    public String deployment(String namespace, String stem, int replicas) {
        return deployment(namespace, stem, replicas, "RollingUpdate");
    }

    public String deployment(String namespace, String stem, int replicas, String strategy) {
        String name = name(stem);
        client.resource(new DeploymentBuilder()
                        .withMetadata(meta(namespace, name))
                        .withNewSpec()
                        .withReplicas(replicas)
                        .withTemplate(template())
                        .withNewStrategy()
                        .withType(strategy)
                        .endStrategy()
                        .endSpec()
                        .withNewStatus()
                        .withObservedGeneration(1L)
                        .withReplicas(replicas)
                        .withUpdatedReplicas(replicas)
                        .withReadyReplicas(replicas)
                        .withAvailableReplicas(replicas)
                        .endStatus()
                        .build())
                .create();
        return name;
    }

    public String statefulSet(String namespace, String stem, int replicas) {
        String name = name(stem);
        client.resource(new StatefulSetBuilder()
                        .withMetadata(meta(namespace, name))
                        .withNewSpec()
                        .withReplicas(replicas)
                        .withTemplate(template())
                        .endSpec()
                        .withNewStatus()
                        .withObservedGeneration(1L)
                        .withReplicas(replicas)
                        .withReadyReplicas(replicas)
                        .withCurrentRevision("r1")
                        .withUpdateRevision("r1")
                        .endStatus()
                        .build())
                .create();
        return name;
    }

    public String daemonSet(String namespace, String stem, int nodes) {
        String name = name(stem);
        client.resource(new DaemonSetBuilder()
                        .withMetadata(meta(namespace, name))
                        .withNewSpec()
                        .withTemplate(template())
                        .endSpec()
                        .withNewStatus()
                        .withObservedGeneration(1L)
                        .withDesiredNumberScheduled(nodes)
                        .withCurrentNumberScheduled(nodes)
                        .withUpdatedNumberScheduled(nodes)
                        .withNumberReady(nodes)
                        .withNumberAvailable(nodes)
                        .endStatus()
                        .build())
                .create();
        return name;
    }

    public void autoscaler(String namespace, String deployment, int min, int max) {
        client.resource(new HorizontalPodAutoscalerBuilder()
                        .withMetadata(meta(namespace, deployment + "-hpa"))
                        .withNewSpec()
                        .withMinReplicas(min)
                        .withMaxReplicas(max)
                        .withNewScaleTargetRef("apps/v1", "Deployment", deployment)
                        .endSpec()
                        .build())
                .create();
    }

    public KubernetesClient client() {
        return client;
    }

    public Deployment deployment(String namespace, String name) {
        return client.apps().deployments().inNamespace(namespace).withName(name).get();
    }

    /** What {@code kubectl rollout restart} leaves behind; null if nothing restarted it. */
    public String restartedAt(String namespace, String name) {
        var meta = deployment(namespace, name).getSpec().getTemplate().getMetadata();
        Map<String, String> annotations = meta == null ? null : meta.getAnnotations();
        return annotations == null ? null : annotations.get("kubectl.kubernetes.io/restartedAt");
    }

    /** Paths, queries included, of the patches that named an object. */
    public List<String> patchesOf(String name) {
        return patches.stream()
                .filter(path -> path.contains("/" + name + "?") || path.endsWith("/" + name))
                .toList();
    }

    /** From now on the controller leaves a workload as it is. */
    public void freeze(String name) {
        frozen.add(name);
    }

    public void thaw(String name) {
        frozen.remove(name);
    }

    private static ObjectMeta meta(String namespace, String name) {
        return new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(name)
                .withGeneration(1L)
                .build();
    }

    private static PodTemplateSpec template() {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .addToLabels("app", "test")
                .endMetadata()
                .build();
    }

    private void progress() {
        try {
            client.apps().deployments().inAnyNamespace().list().getItems().stream()
                    .filter(it -> !frozen.contains(it.getMetadata().getName()))
                    .forEach(this::progress);
            client.apps().statefulSets().inAnyNamespace().list().getItems().stream()
                    .filter(it -> !frozen.contains(it.getMetadata().getName()))
                    .forEach(this::progress);
            client.apps().daemonSets().inAnyNamespace().list().getItems().stream()
                    .filter(it -> !frozen.contains(it.getMetadata().getName()))
                    .forEach(this::progress);
        } catch (KubernetesClientException conflict) {
            // Somebody changed it at the same moment: the next round sees that.
        }
    }

    private void progress(Deployment it) {
        int desired = it.getSpec().getReplicas();
        if (it.getMetadata().getGeneration() > it.getStatus().getObservedGeneration()) {
            client.resource(it).editStatus(old -> {
                old.getStatus().setObservedGeneration(old.getMetadata().getGeneration());
                old.getStatus().setUpdatedReplicas(0);
                return old;
            });
        } else if (it.getStatus().getUpdatedReplicas() == null
                || it.getStatus().getUpdatedReplicas() != desired
                || it.getStatus().getReplicas() != desired) {
            client.resource(it).editStatus(old -> {
                old.getStatus().setReplicas(desired);
                old.getStatus().setUpdatedReplicas(desired);
                old.getStatus().setReadyReplicas(desired);
                old.getStatus().setAvailableReplicas(desired);
                return old;
            });
        }
    }

    private void progress(StatefulSet it) {
        int desired = it.getSpec().getReplicas();
        if (it.getMetadata().getGeneration() > it.getStatus().getObservedGeneration()) {
            client.resource(it).editStatus(old -> {
                old.getStatus().setObservedGeneration(old.getMetadata().getGeneration());
                old.getStatus().setUpdateRevision("r" + old.getMetadata().getGeneration());
                return old;
            });
        } else if (!it.getStatus().getUpdateRevision().equals(it.getStatus().getCurrentRevision())) {
            client.resource(it).editStatus(old -> {
                old.getStatus().setCurrentRevision(old.getStatus().getUpdateRevision());
                old.getStatus().setReplicas(desired);
                old.getStatus().setReadyReplicas(desired);
                return old;
            });
        }
    }

    private void progress(DaemonSet it) {
        if (it.getMetadata().getGeneration() > it.getStatus().getObservedGeneration()) {
            client.resource(it).editStatus(old -> {
                old.getStatus().setObservedGeneration(old.getMetadata().getGeneration());
                return old;
            });
        }
    }
}
