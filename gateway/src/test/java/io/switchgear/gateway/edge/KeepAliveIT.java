package io.switchgear.gateway.edge;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.switchgear.gateway.RunningGateway;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection goes on being read whatever was answered on it before: answers written off the event loop (a page from a
 * file, a registration after its Argon2), refusals that leave the body unread. Reactor Netty up to 1.3.7 stopped reading
 * now and then (its issue 4361), so each is tried on several connections, several times.
 */
class KeepAliveIT extends RunningGateway {

    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(strings = {"/dashboard", "/assets/index-gone.js", "/api/v1/auth/me"})
    void aPage(String path) throws Exception {
        after(20, () -> request(path).header("Accept", "text/html").GET());
    }

    @Test
    void aRegistration() throws Exception {
        after(2, () -> json("/api/v1/auth/register", """
            {"email":"%s@example.com","password":"%s","full_name":"Ada","workspace_name":"Engines"}\
            """.formatted(UUID.randomUUID(), PASSWORD)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/auth/login", "/api/v1/api-keys", "/v1/chat/completions"})
    void aRefusal(String path) throws Exception {
        after(20, () -> json(path, "{\"broken\":"));
    }

    private void after(int rounds, Callable<HttpRequest.Builder> first) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var connections = new ArrayList<Future<?>>();
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(threads.submit(() -> {
                    // HTTP/1.1 and one request after the other: all share one connection.
                    try (var connection = HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .build()) {
                        for (int round = 0; round < rounds; round++) {
                            send(connection, first.call());
                            assertThat(send(connection, request("/health").GET()))
                                    .isEqualTo(200);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> connection : connections) {
                connection.get();
            }
        }
    }

    private static int send(HttpClient connection, HttpRequest.Builder request) throws Exception {
        return connection.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder json(String path, String body) {
        return request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(PATIENCE);
    }
}
