package io.switchgear.simulator.kubernetes;

import java.util.List;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;

/** ReplicaSets as a deployment makes them: one per pod template, told apart by the template's hash. */
final class ReplicaSets {

    static final String HASH = "pod-template-hash";
    static final String REVISION = "deployment.kubernetes.io/revision";

    private ReplicaSets() {}

    static String hash(PodTemplateSpec template) {
        return Integer.toString(Serialization.asJson(template).hashCode() & Integer.MAX_VALUE, 36);
    }

    static boolean has(ReplicaSet set, String hash) {
        var labels = set.getMetadata().getLabels();
        return labels != null && hash.equals(labels.get(HASH));
    }

    static ReplicaSet create(Deployment deployment, String hash, int revision) {
        var template = new PodTemplateSpecBuilder(deployment.getSpec().getTemplate())
                .editOrNewMetadata()
                .addToLabels(HASH, hash)
                .endMetadata()
                .build();
        return new ReplicaSetBuilder()
                .withNewMetadata()
                .withName(deployment.getMetadata().getName() + "-" + hash)
                .withNamespace(deployment.getMetadata().getNamespace())
                .withLabels(template.getMetadata().getLabels())
                .addToAnnotations(REVISION, Integer.toString(revision))
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("apps/v1")
                        .withKind("Deployment")
                        .withName(deployment.getMetadata().getName())
                        .withUid(deployment.getMetadata().getUid())
                        .withController(true)
                        .build())
                .endMetadata()
                .withNewSpec()
                .withReplicas(0)
                .withNewSelector()
                .withMatchLabels(template.getMetadata().getLabels())
                .endSelector()
                .withTemplate(template)
                .endSpec()
                .build();
    }

    static int revision(ReplicaSet set) {
        var annotations = set.getMetadata().getAnnotations();
        return annotations == null ? 0 : Integer.parseInt(annotations.getOrDefault(REVISION, "0"));
    }

    static int latest(List<ReplicaSet> sets) {
        return sets.stream().mapToInt(ReplicaSets::revision).max().orElse(0);
    }
}
