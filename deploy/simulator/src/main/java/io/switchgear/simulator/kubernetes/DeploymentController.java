package io.switchgear.simulator.kubernetes;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatusBuilder;

/**
 * Moves every deployment one step towards its spec, each round from what the API server holds: the controller itself remembers
 * nothing. Pods advance first, so that one round never creates a pod and makes it ready.
 */
final class DeploymentController {

    private static final int KEPT_REVISIONS = 10;

    private final ClusterApi api;
    private final Mishaps mishaps;
    private final InstantSource clock;

    DeploymentController(ClusterApi api, Mishaps mishaps, InstantSource clock) {
        this.api = api;
        this.mishaps = mishaps;
        this.clock = clock;
    }

    void round() {
        var deployments = api.deployments().getItems();
        collectGarbage(deployments);
        for (Deployment deployment : deployments) {
            advancePods(deployment);
            resize(deployment);
            report(deployment);
        }
    }

    private void advancePods(Deployment deployment) {
        String name = deployment.getMetadata().getName();
        var pods = pods(deployment);
        var crashed = mishaps.crashedAmong(
                name, pods.stream().map(pod -> pod.getMetadata().getName()).toList());
        for (Pod pod : pods) {
            boolean broken =
                    crashed.contains(pod.getMetadata().getName()) || (mishaps.isStuck(name) && !PodLife.ready(pod));
            var next = PodLife.next(pod, broken, clock.instant());
            if (!next.equals(pod.getStatus())) {
                pod.setStatus(next);
                api.updateStatus(pod);
            }
        }
    }

    private void resize(Deployment deployment) {
        String hash = ReplicaSets.hash(deployment.getSpec().getTemplate());
        if (!Boolean.TRUE.equals(deployment.getSpec().getPaused())) {
            ensureNewest(deployment, hash);
        }
        var sets = sets(deployment);
        var target = Rollout.of(deployment.getSpec()).next(count(deployment, hash));
        int old = target.old();
        for (ReplicaSet set : sets.stream()
                .sorted(Comparator.comparingInt(ReplicaSets::revision).reversed())
                .toList()) {
            boolean newest = ReplicaSets.has(set, hash);
            int size = newest ? target.updated() : Math.min(old, set.getSpec().getReplicas());
            old -= newest ? 0 : size;
            fill(set, size);
        }
    }

    private void ensureNewest(Deployment deployment, String hash) {
        var sets = sets(deployment);
        int latest = ReplicaSets.latest(sets);
        var existing = sets.stream().filter(set -> ReplicaSets.has(set, hash)).findFirst();
        int revision = latest + 1;
        if (existing.isEmpty()) {
            api.create(ReplicaSets.create(deployment, hash, revision));
        } else if (ReplicaSets.revision(existing.get()) < latest) {
            existing.get().getMetadata().getAnnotations().put(ReplicaSets.REVISION, Integer.toString(revision));
            api.update(existing.get());
        } else {
            revision = latest;
        }
        annotate(deployment, Integer.toString(revision));
    }

    private void annotate(Deployment deployment, String revision) {
        var annotations = deployment.getMetadata().getAnnotations();
        if (!revision.equals(annotations.get(ReplicaSets.REVISION))) {
            annotations.put(ReplicaSets.REVISION, revision);
            api.update(deployment);
        }
    }

    /** Gives a set its size in pods; those not ready go first. */
    private void fill(ReplicaSet set, int size) {
        if (!Objects.equals(set.getSpec().getReplicas(), size)) {
            set.getSpec().setReplicas(size);
            api.update(set);
        }
        var pods = new ArrayList<>(ClusterApi.owned(api.pods().getItems(), set));
        pods.sort(Comparator.comparing(PodLife::ready));
        for (int missing = size - pods.size(); missing > 0; missing--) {
            api.create(PodLife.create(set));
        }
        for (int surplus = pods.size() - size; surplus > 0; surplus--) {
            api.delete(pods.removeFirst());
        }
    }

    private void report(Deployment deployment) {
        for (ReplicaSet set : sets(deployment)) {
            report(set);
        }
        var current =
                api.deployments().getItems().stream().filter(same(deployment)).findFirst();
        if (current.isEmpty()) {
            return;
        }
        var fresh = current.get();
        if (!Objects.equals(
                fresh.getMetadata().getGeneration(), deployment.getMetadata().getGeneration())) {
            return; // Changed meanwhile: what was done belongs to the generation before, and the next round reports.
        }
        String hash = ReplicaSets.hash(fresh.getSpec().getTemplate());
        var status = DeploymentHealth.status(fresh, Rollout.of(fresh.getSpec()), count(fresh, hash), clock.instant());
        if (!status.equals(fresh.getStatus())) {
            fresh.setStatus(status);
            api.updateStatus(fresh);
        }
    }

    private void report(ReplicaSet set) {
        var pods = ClusterApi.owned(api.pods().getItems(), set);
        int ready = (int) pods.stream().filter(PodLife::ready).count();
        var status = new ReplicaSetStatusBuilder()
                .withReplicas(pods.size())
                .withReadyReplicas(ready == 0 ? null : ready)
                .withAvailableReplicas(ready == 0 ? null : ready)
                .withObservedGeneration(set.getMetadata().getGeneration())
                .build();
        if (!status.equals(set.getStatus())) {
            set.setStatus(status);
            api.updateStatus(set);
        }
    }

    private Rollout.Pods count(Deployment deployment, String hash) {
        int updated = 0;
        int updatedReady = 0;
        int old = 0;
        int oldReady = 0;
        var all = api.pods().getItems();
        for (ReplicaSet set : sets(deployment)) {
            for (Pod pod : ClusterApi.owned(all, set)) {
                int ready = PodLife.ready(pod) ? 1 : 0;
                if (ReplicaSets.has(set, hash)) {
                    updated++;
                    updatedReady += ready;
                } else {
                    old++;
                    oldReady += ready;
                }
            }
        }
        return new Rollout.Pods(updated, updatedReady, old, oldReady);
    }

    /** What belongs to nobody any more, and revisions beyond those kept. */
    private void collectGarbage(List<Deployment> deployments) {
        var sets = api.replicaSets().getItems();
        var keptSets = new ArrayList<ReplicaSet>();
        for (Deployment deployment : deployments) {
            ClusterApi.owned(sets, deployment).stream()
                    .sorted(Comparator.comparingInt(ReplicaSets::revision).reversed())
                    .limit(KEPT_REVISIONS + 1)
                    .forEach(keptSets::add);
        }
        sets.stream()
                .filter(set -> keptSets.stream().noneMatch(same(set)))
                .filter(set -> !set.getMetadata().getOwnerReferences().isEmpty())
                .forEach(api::delete);
        api.pods().getItems().stream()
                .filter(pod -> !pod.getMetadata().getOwnerReferences().isEmpty())
                .filter(pod -> keptSets.stream()
                        .noneMatch(set -> !ClusterApi.owned(List.of(pod), set).isEmpty()))
                .forEach(api::delete);
    }

    private List<ReplicaSet> sets(Deployment deployment) {
        return ClusterApi.owned(api.replicaSets().getItems(), deployment);
    }

    private List<Pod> pods(Deployment deployment) {
        var all = api.pods().getItems();
        return sets(deployment).stream()
                .flatMap(set -> ClusterApi.owned(all, set).stream())
                .toList();
    }

    private static Predicate<HasMetadata> same(HasMetadata resource) {
        return other ->
                other.getMetadata().getUid().equals(resource.getMetadata().getUid());
    }
}
