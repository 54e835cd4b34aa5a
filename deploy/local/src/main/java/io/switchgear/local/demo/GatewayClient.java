package io.switchgear.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** JSON calls to the gateway and to the simulator's control API. */
final class GatewayClient {

    /** For the whole answer: the request's own time-out would end with its head. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String baseUrl;

    GatewayClient(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /**
     * An answer of whatever status.
     *
     * @param status HTTP status
     * @param body empty node where there is none
     */
    record Answer(int status, JsonNode body) {

        boolean ok() {
            return status / 100 == 2;
        }

        /** For messages: the status with the problem document's own words. */
        String summary() {
            String detail = body.path("detail").asString("");
            return detail.isEmpty() ? "HTTP " + status : "HTTP %d, %s".formatted(status, detail);
        }
    }

    /** @param bearer access token or API key */
    Answer call(String method, String path, @Nullable String bearer, @Nullable Object body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("Accept", "application/json, application/problem+json")
                .method(method, publisher(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        var response = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
        try {
            var answer = response.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(answer.statusCode(), parse(answer.body()));
        } catch (TimeoutException e) {
            throw new IOException(
                    "no whole answer to %s %s within %d s".formatted(method, path, TIMEOUT.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new IOException("%s %s: %s".formatted(method, path, e.getCause()), e);
        } finally {
            response.cancel(true);
        }
    }

    private static HttpRequest.BodyPublisher publisher(@Nullable Object body) {
        return body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private static JsonNode parse(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }
}
