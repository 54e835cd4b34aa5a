package io.switchgear.action.workload;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static java.util.Comparator.comparing;

/** Kubernetes through fabric8's client, which blocks: its calls end here, on a bounded scheduler of their own. */
@Component
final class KubernetesWorkloads implements Workloads, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KubernetesWorkloads.class);

    /** Of each kind in one place; beyond that a list is cut rather than unbounded. */
    private static final long LIST_LIMIT = 500;

    private final KubernetesClients clients;
    private final Duration timeout;
    private final Scheduler scheduler;

    KubernetesWorkloads(KubernetesClients clients, KubernetesProperties properties) {
        this.clients = clients;
        this.timeout = properties.timeout();
        this.scheduler = Schedulers.newBoundedElastic(properties.threads(), 1000, "kubernetes", 60, true);
    }

    /** In the background, and after the start: a kubeconfig that cannot be read is reported, and tried again at its first use. */
    @EventListener(ApplicationReadyEvent.class)
    void prepare() {
        Mono.fromRunnable(clients::prepare)
                .subscribeOn(scheduler)
                .subscribe(
                        done -> {},
                        error -> LOG.warn("A cluster cannot be reached as configured: {}", error.toString()));
    }

    @Override
    public Mono<Workload> find(WorkloadRef ref) {
        return call(ref.cluster(), () -> read(clients.of(ref.cluster()), ref));
    }

    @Override
    public Flux<Workload> list(String cluster, @Nullable String namespace) {
        return call(cluster, () -> readAll(clients.of(cluster), cluster, namespace))
                .flatMapIterable(found -> found);
    }

    @Override
    public Mono<Void> apply(WorkloadRef ref, Change change) {
        return call(ref.cluster(), () -> {
                    patch(clients.of(ref.cluster()), ref, change, false);
                    return true;
                })
                .then();
    }

    @Override
    public Mono<Void> dryRun(WorkloadRef ref, Change change) {
        return call(ref.cluster(), () -> {
                    patch(clients.of(ref.cluster()), ref, change, true);
                    return true;
                })
                .then();
    }

    private static @Nullable Workload read(KubernetesClient client, WorkloadRef ref) {
        Workload found =
                switch (ref.kind()) {
                    case DEPLOYMENT -> {
                        var it = in(client.apps().deployments(), ref).get();
                        yield it == null ? null : KubernetesSnapshots.of(ref.cluster(), it);
                    }
                    case STATEFUL_SET -> {
                        var it = in(client.apps().statefulSets(), ref).get();
                        yield it == null ? null : KubernetesSnapshots.of(ref.cluster(), it);
                    }
                    case DAEMON_SET -> {
                        var it = in(client.apps().daemonSets(), ref).get();
                        yield it == null ? null : KubernetesSnapshots.of(ref.cluster(), it);
                    }
                };
        return found == null ? null : withAutoscaler(found, autoscalers(client, ref.namespace()));
    }

    private static List<Workload> readAll(KubernetesClient client, String cluster, @Nullable String namespace) {
        var autoscalers = autoscalers(client, namespace);
        return Stream.of(
                        all(client.apps().deployments(), namespace).stream()
                                .map(it -> KubernetesSnapshots.of(cluster, it)),
                        all(client.apps().statefulSets(), namespace).stream()
                                .map(it -> KubernetesSnapshots.of(cluster, it)),
                        all(client.apps().daemonSets(), namespace).stream()
                                .map(it -> KubernetesSnapshots.of(cluster, it)))
                .flatMap(workloads -> workloads)
                .map(workload -> withAutoscaler(workload, autoscalers))
                .sorted(comparing((Workload workload) -> workload.ref().namespace())
                        .thenComparing(workload -> workload.ref().name())
                        .thenComparing(workload -> workload.ref().kind()))
                .toList();
    }

    private static List<HorizontalPodAutoscaler> autoscalers(KubernetesClient client, @Nullable String namespace) {
        return all(client.autoscaling().v2().horizontalPodAutoscalers(), namespace);
    }

    private static Workload withAutoscaler(Workload workload, List<HorizontalPodAutoscaler> autoscalers) {
        return autoscalers.stream()
                .filter(it -> owns(it, workload.ref()))
                .findFirst()
                .map(it -> workload.ownedBy(KubernetesSnapshots.of(it)))
                .orElse(workload);
    }

    private static boolean owns(HorizontalPodAutoscaler autoscaler, WorkloadRef ref) {
        var target = autoscaler.getSpec().getScaleTargetRef();
        return autoscaler.getMetadata().getNamespace().equals(ref.namespace())
                && target.getKind().equals(ref.kind().wire())
                && target.getName().equals(ref.name());
    }

    private static void patch(KubernetesClient client, WorkloadRef ref, Change change, boolean dryRun) {
        switch (change) {
            case Change.Restart restart -> {
                Workload current = read(client, ref);
                // A later restart than ours has done what ours was for; writing ours again would restart once more.
                if (current == null
                        || current.restartedAt() == null
                        || current.restartedAt().isBefore(restart.at())) {
                    send(
                            resource(client, ref),
                            "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}}}"
                                    .formatted(KubernetesSnapshots.RESTARTED_AT, restart.at()),
                            dryRun);
                }
            }
            case Change.Replicas replicas ->
                send(resource(client, ref), "{\"spec\":{\"replicas\":%d}}".formatted(replicas.to()), dryRun);
            case Change.AutoscalerBounds bounds ->
                send(
                        client.autoscaling()
                                .v2()
                                .horizontalPodAutoscalers()
                                .inNamespace(ref.namespace())
                                .withName(bounds.autoscaler()),
                        "{\"spec\":{\"minReplicas\":%d,\"maxReplicas\":%d}}".formatted(bounds.min(), bounds.max()),
                        dryRun);
        }
    }

    private static void send(Resource<?> resource, String mergePatch, boolean dryRun) {
        var context =
                new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).withFieldManager("switchgear");
        if (dryRun) {
            context.withDryRun(List.of("All"));
        }
        resource.patch(context.build(), mergePatch);
    }

    private static Resource<?> resource(KubernetesClient client, WorkloadRef ref) {
        return switch (ref.kind()) {
            case DEPLOYMENT -> in(client.apps().deployments(), ref);
            case STATEFUL_SET -> in(client.apps().statefulSets(), ref);
            case DAEMON_SET -> in(client.apps().daemonSets(), ref);
        };
    }

    private static <T, L, R extends Resource<T>> R in(MixedOperation<T, L, R> operation, WorkloadRef ref) {
        return operation.inNamespace(ref.namespace()).withName(ref.name());
    }

    private static <T extends HasMetadata, L extends KubernetesResourceList<T>, R extends Resource<T>> List<T> all(
            MixedOperation<T, L, R> operation, @Nullable String namespace) {
        var scope = namespace == null ? operation.inAnyNamespace() : operation.inNamespace(namespace);
        return scope.list(new io.fabric8.kubernetes.api.model.ListOptionsBuilder()
                        .withLimit(LIST_LIMIT)
                        .build())
                .getItems();
    }

    private <T> Mono<T> call(String cluster, Callable<@Nullable T> blocking) {
        return Mono.<T>fromCallable(blocking)
                .subscribeOn(scheduler)
                .timeout(timeout)
                .onErrorMap(error -> translate(cluster, error));
    }

    private static Throwable translate(String cluster, Throwable error) {
        return switch (error) {
            case KubernetesClientException answer
            when answer.getCode() >= 400
                    && answer.getCode() < 500
                    && answer.getCode() != 408
                    && answer.getCode() != 409
                    && answer.getCode() != 429 ->
                new ClusterRefusedException("The cluster '%s' refused: %s".formatted(cluster, reason(answer)), answer);
            case KubernetesClientException silence ->
                new ClusterUnavailableException("The cluster '" + cluster + "' does not answer.", silence);
            case TimeoutException late ->
                new ClusterUnavailableException("The cluster '" + cluster + "' does not answer in time.", late);
            default -> error;
        };
    }

    /** The API server's own sentence, which names the rule or the admission webhook that said no. */
    private static String reason(KubernetesClientException answer) {
        String message = answer.getStatus() == null ? null : answer.getStatus().getMessage();
        String text = message == null || message.isBlank() ? "HTTP status " + answer.getCode() + "." : message;
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }

    @Override
    public void close() {
        scheduler.dispose();
    }
}
