package io.switchgear.simulator.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.apps.DeploymentList;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetList;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;

/** The API server as its own controller uses it: the same requests as from outside, without a socket between. */
final class ClusterApi {

    private static final String NO_BODY = "";

    private final ClusterDispatcher dispatcher;

    ClusterApi(ClusterDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    DeploymentList deployments() {
        return list("/apis/apps/v1/deployments", DeploymentList.class);
    }

    ReplicaSetList replicaSets() {
        return list("/apis/apps/v1/replicasets", ReplicaSetList.class);
    }

    PodList pods() {
        return list("/api/v1/pods", PodList.class);
    }

    void create(HasMetadata resource) {
        send(HttpMethod.POST, collection(resource), Serialization.asJson(resource));
    }

    /** Everything but the status. A conflict or a resource that is gone is left to the next round. */
    void update(HasMetadata resource) {
        send(HttpMethod.PUT, path(resource), Serialization.asJson(resource));
    }

    void updateStatus(HasMetadata resource) {
        send(HttpMethod.PUT, path(resource) + "/status", Serialization.asJson(resource));
    }

    void delete(HasMetadata resource) {
        send(HttpMethod.DELETE, path(resource), NO_BODY);
    }

    private <T extends KubernetesResourceList<?>> T list(String path, Class<T> type) {
        return Serialization.unmarshal(send(HttpMethod.GET, path, NO_BODY), type);
    }

    private String send(HttpMethod method, String path, String body) {
        MockResponse response = dispatcher.dispatch(new RecordedRequest(
                "HTTP/1.1",
                method,
                path,
                Headers.builder().add("Content-Type", "application/json").build(),
                new Buffer(body.getBytes(StandardCharsets.UTF_8))));
        return response.getBody() == null
                ? NO_BODY
                : new String(response.getBody().getBytes(), StandardCharsets.UTF_8);
    }

    private static String collection(HasMetadata resource) {
        String api = resource.getApiVersion().contains("/") ? "/apis/" : "/api/";
        String namespace = resource.getMetadata().getNamespace();
        return api + resource.getApiVersion()
                + (namespace == null ? "" : "/namespaces/" + namespace)
                + "/"
                + resource.getPlural();
    }

    private static String path(HasMetadata resource) {
        return collection(resource) + "/" + resource.getMetadata().getName();
    }

    /** Resources of the list that the owner controls. */
    static <T extends HasMetadata> List<T> owned(List<T> resources, HasMetadata owner) {
        return resources.stream()
                .filter(resource -> resource.getMetadata().getOwnerReferences().stream()
                        .anyMatch(reference ->
                                reference.getUid().equals(owner.getMetadata().getUid())))
                .toList();
    }
}
