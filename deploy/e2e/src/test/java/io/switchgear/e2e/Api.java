package io.switchgear.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain HTTP client for JSON APIs, which keeps its connections. */
final class Api {

    private static final JsonMapper JSON = new JsonMapper();

    /** HTTP/1.1, as most SDKs speak. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String base;
    private final List<String> headers;

    Api(String base) {
        this(base, List.of());
    }

    private Api(String base, List<String> headers) {
        this.base = base;
        this.headers = headers;
    }

    Api as(String bearer) {
        return with("Authorization", "Bearer " + bearer);
    }

    Api with(String header, String value) {
        var more = new java.util.ArrayList<>(headers);
        more.add(header);
        more.add(value);
        return new Api(base, more);
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    private Answer send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofMinutes(1));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(method + " " + path, response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + base + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    record Answer(String call, int status, HttpHeaders headers, String text) {

        Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError(call + " answered " + status + " instead of " + expected + ": " + text);
            }
            return this;
        }

        /** Any 2xx. */
        Answer expectSuccess() {
            if (status / 100 != 2) {
                throw new AssertionError(call + " answered " + status + ": " + text);
            }
            return this;
        }

        JsonNode body() {
            try {
                return JSON.readTree(text);
            } catch (JacksonException e) {
                throw new AssertionError(call + " answered no JSON: " + text, e);
            }
        }

        String code() {
            return body().path("code").asString("");
        }
    }
}
