package io.switchgear.bench.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running suite, through its public API; blocking, for virtual threads. Any answer but a success is an {@link IOException}. */
public final class Suite {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // A machine under the load of a replay may be slow to connect: that is no answer of the suite.
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private final Credentials credentials;
    private String accessToken = "";

    private Suite(Credentials credentials) {
        this.credentials = credentials;
    }

    public static Suite login(Credentials credentials) throws IOException, InterruptedException {
        var suite = new Suite(credentials);
        suite.login();
        return suite;
    }

    private void login() throws IOException, InterruptedException {
        JsonNode session = send(
                "POST",
                "/api/v1/auth/login",
                "",
                Map.of("email", credentials.email(), "password", credentials.password()));
        accessToken = session.required("access_token").asString();
    }

    public String url() {
        return credentials.gatewayUrl();
    }

    /** Makes {@code name} a provider at {@code baseUrl} and a pool of that one provider, replacing what bore the name. */
    public void register(String name, String baseUrl) throws IOException, InterruptedException {
        send(
                "PUT",
                "/api/v1/admin/router/providers/" + name,
                accessToken,
                Map.of(
                        "name",
                        name,
                        "type",
                        "openai",
                        "base_url",
                        baseUrl,
                        "api_key",
                        "replay",
                        "models",
                        List.of(name + "-model")));
        send(
                "PUT",
                "/api/v1/admin/router/load-balancer/pools/" + name,
                accessToken,
                Map.of(
                        "group_name",
                        name,
                        "strategy",
                        "round_robin",
                        "providers",
                        List.of(Map.of("name", name, "model", name + "-model", "weight", 1))));
    }

    /** One completion whose sizes the simulator honours; the prompt really has {@code inputTokens} words. */
    public Completion complete(String model, int inputTokens, int outputTokens)
            throws IOException, InterruptedException {
        JsonNode answer = send(
                "POST",
                "/v1/chat/completions",
                credentials.apiKey(),
                Map.of(
                        "model",
                        model,
                        "max_tokens",
                        outputTokens,
                        "messages",
                        List.of(Map.of("role", "user", "content", "code ".repeat(inputTokens))),
                        "simulator",
                        Map.of("output_tokens", outputTokens)));
        JsonNode usage = answer.required("usage");
        return new Completion(
                usage.required("prompt_tokens").asLong(),
                usage.required("completion_tokens").asLong());
    }

    /** Everything that the suite has counted for a provider in the last 24 hours. */
    public Totals totals(String provider) throws IOException, InterruptedException {
        login();
        JsonNode costs = send("GET", "/api/v1/costs?group_by=provider&range=24h", accessToken, Map.of());
        for (JsonNode row : costs.required("items")) {
            if (row.path("group").asString("").equals(provider)) {
                return new Totals(
                        row.required("requests").asLong(),
                        row.required("input_tokens").asLong(),
                        row.required("output_tokens").asLong());
            }
        }
        return new Totals(0, 0, 0);
    }

    /** A call of the administration's API as the first user; no body with {@code GET}. */
    public JsonNode call(String method, String path, Map<String, ?> body) throws IOException, InterruptedException {
        login();
        return send(method, path, accessToken, body);
    }

    private JsonNode send(String method, String path, String token, Map<String, ?> body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(credentials.gatewayUrl() + path))
                .timeout(Duration.ofSeconds(120))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        request.method(
                method,
                method.equals("GET")
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("%s %s answered %d: %s"
                    .formatted(
                            method,
                            path,
                            response.statusCode(),
                            new String(response.body(), java.nio.charset.StandardCharsets.UTF_8)));
        }
        return response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
    }
}
