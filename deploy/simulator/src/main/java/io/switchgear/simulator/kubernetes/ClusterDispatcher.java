package io.switchgear.simulator.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;

/**
 * fabric8's in-memory API server, and what it lacks of a real one: discovery, the scale subresource, merge patches that replace
 * arrays, a status that only its subresource changes, dry runs, and error documents.
 */
final class ClusterDispatcher extends KubernetesCrudDispatcher {

    private static final ObjectMapper MAPPER = Serialization.jsonMapper();

    private final AtomicLong writes = new AtomicLong();

    /** Grows with every accepted change, so that a controller need not list what has not changed. */
    long writes() {
        return writes.get();
    }

    /** One request at a time: a patch reads and writes as one step. */
    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        try {
            var response = route(request);
            if (request.method() != HttpMethod.GET && response.code() < 300) {
                writes.incrementAndGet();
            }
            return complete(response);
        } catch (JsonProcessingException e) {
            return status(400, "BadRequest", "the body is not JSON: " + e.getOriginalMessage());
        } catch (RuntimeException e) {
            return status(400, "BadRequest", String.valueOf(e.getMessage()));
        }
    }

    private MockResponse route(RecordedRequest request) throws JsonProcessingException {
        String path = withoutQuery(request.getPath());
        if (request.method() == HttpMethod.GET) {
            return get(request, path);
        }
        if (path.endsWith("/selfsubjectaccessreviews")) {
            return allowed(request);
        }
        if (path.endsWith("/scale")) {
            return scale(request, path.substring(0, path.length() - "/scale".length()));
        }
        return switch (request.method()) {
            case PUT -> put(request, path, MAPPER.readTree(request.getUtf8Body()));
            case PATCH -> patch(request, path);
            case POST -> dryRun(request) ? json(201, request.getUtf8Body()) : handleCreate(request);
            case DELETE -> dryRun(request) ? handleGet(path) : handleDelete(path);
            default -> status(405, "MethodNotAllowed", request.getMethod() + " is not allowed");
        };
    }

    private MockResponse get(RecordedRequest request, String path) throws JsonProcessingException {
        String document = Discovery.at(path);
        if (document != null) {
            return json(200, document);
        }
        if (!path.startsWith("/api/") && !path.startsWith("/apis/")) {
            return status(404, "NotFound", "the server could not find the requested resource");
        }
        if (request.getPath().contains("watch=true") && request.getHeader("Upgrade") == null) {
            return status(400, "BadRequest", "the simulated API watches through WebSocket only");
        }
        if (path.endsWith("/scale")) {
            var deployment = handleGet(path.substring(0, path.length() - "/scale".length()));
            return deployment.code() == 200 ? json(200, asScale(body(deployment))) : deployment;
        }
        return handleGet(request.getPath());
    }

    private MockResponse patch(RecordedRequest request, String path) throws JsonProcessingException {
        var current = handleGet(path);
        if (current.code() != 200) {
            return current;
        }
        String type = Objects.requireNonNullElse(request.getHeader("Content-Type"), "")
                .toLowerCase(Locale.ROOT);
        boolean strategic = type.startsWith("application/strategic-merge-patch+json");
        if (!strategic && !type.startsWith("application/merge-patch+json")) {
            return dryRun(request)
                    ? status(415, "UnsupportedMediaType", "a dry run takes merge patches only")
                    : handlePatch(request);
        }
        JsonNode patch = MAPPER.readTree(request.getUtf8Body());
        JsonNode target = body(current);
        return put(request, path, strategic ? MergePatch.strategic(target, patch) : MergePatch.merge(target, patch));
    }

    private MockResponse put(RecordedRequest request, String path, JsonNode document) {
        if (!path.endsWith("/status") && document instanceof ObjectNode object) {
            var current = handleGet(path);
            if (current.code() == 200) {
                object.set(
                        "status",
                        Serialization.unmarshal(text(current), ObjectNode.class).path("status"));
            }
        }
        return dryRun(request)
                ? json(200, Serialization.asJson(document))
                : handleUpdate(request(HttpMethod.PUT, path, Serialization.asJson(document)));
    }

    private MockResponse scale(RecordedRequest request, String path) throws JsonProcessingException {
        var current = handleGet(path);
        if (current.code() != 200) {
            return current;
        }
        var replicas = MAPPER.readTree(request.getUtf8Body()).path("spec").path("replicas");
        if (!replicas.isInt() || replicas.intValue() < 0) {
            return status(422, "Invalid", "spec.replicas: must be a whole number of at least 0");
        }
        var deployment = (ObjectNode) body(current);
        deployment.withObjectProperty("spec").put("replicas", replicas.intValue());
        var updated = put(request, path, deployment);
        return updated.code() == 200 ? json(200, asScale(body(updated))) : updated;
    }

    private static String asScale(JsonNode deployment) {
        var scale = MAPPER.createObjectNode().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        var metadata = scale.putObject("metadata");
        for (String field : new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
            metadata.set(field, deployment.path("metadata").path(field));
        }
        scale.putObject("spec")
                .put("replicas", deployment.path("spec").path("replicas").asInt(1));
        scale.putObject("status")
                .put("replicas", deployment.path("status").path("replicas").asInt(0));
        return scale.toString();
    }

    /** Whoever reaches the simulator may do everything. */
    private static MockResponse allowed(RecordedRequest request) throws JsonProcessingException {
        var review = (ObjectNode) MAPPER.readTree(request.getUtf8Body());
        review.putObject("status").put("allowed", true);
        return json(201, review.toString());
    }

    /** What the mock leaves out of its answers: content type, error documents, and 200 where it says 202. */
    private static MockResponse complete(MockResponse response) {
        var watch = response.getWebSocketListener();
        if (watch != null) {
            return response.withWebSocketUpgrade(new WatchConnection(watch));
        }
        if (response.code() == 202) {
            response.setResponseCode(200);
        }
        if (response.code() == 404
                && (response.getBody() == null || response.getBody().size() == 0)) {
            return status(404, "NotFound", "the server could not find the requested resource");
        }
        return response.setHeader("Content-Type", "application/json");
    }

    private static MockResponse status(int code, String reason, String message) {
        return json(
                code,
                Serialization.asJson(new StatusBuilder()
                        .withStatus("Failure")
                        .withCode(code)
                        .withReason(reason)
                        .withMessage(message)
                        .build()));
    }

    private static MockResponse json(int code, String body) {
        return new MockResponse()
                .setResponseCode(code)
                .setHeader("Content-Type", "application/json")
                .setBody(body);
    }

    private static RecordedRequest request(HttpMethod method, String path, String body) {
        return new RecordedRequest(
                "HTTP/1.1",
                method,
                path,
                Headers.builder().add("Content-Type", "application/json").build(),
                new Buffer(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode body(MockResponse response) throws JsonProcessingException {
        return MAPPER.readTree(text(response));
    }

    private static String text(MockResponse response) {
        return new String(response.getBody().getBytes(), StandardCharsets.UTF_8);
    }

    private static boolean dryRun(RecordedRequest request) {
        return request.getPath().contains("dryRun=All");
    }

    private static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }
}
