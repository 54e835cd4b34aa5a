package io.switchgear.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import tools.jackson.databind.JsonNode;

import io.switchgear.simulator.json.Json;

/** Plain HTTP calls to a simulator, without anything an SDK would smooth over. */
final class Calls {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final SimulatorServer simulator;

    Calls(SimulatorServer simulator) {
        this.simulator = simulator;
    }

    HttpResponse<String> chat(String model, boolean stream) throws IOException, InterruptedException {
        return send("POST", "/v1/chat/completions", chatBody(model, stream));
    }

    static String chatBody(String model, boolean stream) {
        return """
            {"model": "%s", "stream": %s, "messages": [{"role": "user", "content": "one two three"}]}\
            """.formatted(model, stream);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request(method, path, body, headers), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest request(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(simulator.url() + path))
                .timeout(LIMIT)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    HttpClient client() {
        return client;
    }

    static JsonNode json(HttpResponse<String> response) {
        return Json.MAPPER.readTree(response.body());
    }
}
