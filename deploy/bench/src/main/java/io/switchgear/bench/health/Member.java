package io.switchgear.bench.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.switchgear.bench.process.ServiceTokens;

/** Calls services as the gateway does for an administrator of one workspace, and as the router does for itself. */
final class Member {

    static final String WORKSPACE = "5ca1ab1e-0000-4000-8000-000000000001";

    private final ServiceTokens tokens;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Member(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    HttpClient http() {
        return http;
    }

    /** A token of the member for a service. */
    String token(String audience) {
        return tokens.user(audience, WORKSPACE, "admin");
    }

    /** What a path of a service answers. */
    String get(String url, String token) throws IOException, InterruptedException {
        return send("GET", url, inWorkspace(url, token), "", true);
    }

    /** As the member. */
    String call(String audience, String method, String url, String body) throws IOException, InterruptedException {
        return send(method, url, inWorkspace(url, token(audience)), body, true);
    }

    /** As the router, at a door for siblings. */
    String deliver(String url, String body) throws IOException, InterruptedException {
        return send("POST", url, request(url, tokens.router("health-service")), body, true);
    }

    /** A call of a model that is meant to fail, with an API key. */
    void fail(String url, String body) throws IOException, InterruptedException {
        send("POST", url, inWorkspace(url, tokens.apiKey("router-service", WORKSPACE)), body, false);
    }

    private String send(String method, String url, HttpRequest.Builder request, String body, boolean successful)
            throws IOException, InterruptedException {
        var answer = http.send(
                request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if ((answer.statusCode() / 100 == 2) != successful) {
            throw new IOException("%s %s answered %d %s".formatted(method, url, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    private static HttpRequest.Builder request(String url, String token) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("X-Switchgear-Token", token);
    }

    private static HttpRequest.Builder inWorkspace(String url, String token) {
        return request(url, token).header("X-Workspace-ID", WORKSPACE);
    }
}
