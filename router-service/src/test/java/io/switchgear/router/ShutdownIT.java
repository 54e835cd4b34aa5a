package io.switchgear.router;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.switchgear.common.testing.Await;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls that are under way when the service is told to stop. */
class ShutdownIT {

    private final UUID workspace = UUID.randomUUID();
    private FakeSiblings siblings;
    private FakeProvider bad;
    private FakeProvider good;
    private RouterProcess router;

    @BeforeEach
    void start() {
        siblings = new FakeSiblings();
        bad = new FakeProvider("bad");
        good = new FakeProvider("good");
        router = new RouterProcess(siblings).with("spring.lifecycle.timeout-per-shutdown-phase", "5s");
        router.start().ready();
        router.provider(workspace, "bad", bad, "m");
        router.provider(workspace, "good", good, "m");
        router.pool(workspace, "pool", """
            {"strategy":"priority","providers":[{"name":"bad","model":"m"},{"name":"good","model":"m","priority":1}]}\
            """);
    }

    @AfterEach
    void stop() {
        router.close();
        bad.close();
        good.close();
        siblings.close();
    }

    @Test
    void areServedAsAtAnyOtherTimeAndTold() {
        Sinks.Empty<Void> draining = Sinks.empty();
        bad.conduct((body, response) -> draining.asMono().thenMany(FakeProvider.status(response, 503, "overloaded")));
        var answer = ask(false);
        Await.until(() -> assertThat(bad.bodies()).hasSize(1));
        var stopped = CompletableFuture.runAsync(router::stop);
        Await.until(() -> assertThat(listening()).isFalse());
        draining.tryEmitEmpty();
        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(good.bodies()).hasSize(1);
        stopped.join();
        assertThat(siblings.spans(workspace.toString()))
                .anySatisfy(span -> assertThat(span.getName()).isEqualTo("chat pool"));
    }

    @Test
    void endWithAnErrorAndAreToldWhenTimeIsUp() throws IOException {
        bad.conduct((body, response) -> body.contains("\"stream\":true")
                ? FakeProvider.stall(response, bad.chunk("content", "Hel"))
                : Mono.never());
        // Its head comes with its first content.
        var begun = ask(true).join();
        var waiting = ask(false);
        Await.until(() -> assertThat(bad.bodies()).hasSize(2));
        var stopped = CompletableFuture.runAsync(router::stop);
        assertThat(text(begun)).contains("Hel", "stream_interrupted", "stops").doesNotContain("[DONE]");
        var refused = waiting.join();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
        assertThat(text(refused)).contains("service_stopping");
        stopped.join();
        assertThat(siblings.spans(workspace.toString()).stream()
                        .filter(span -> span.getName().equals("chat pool")))
                .hasSize(2);
        assertThat(good.bodies()).isEmpty();
    }

    private static String text(HttpResponse<InputStream> response) throws IOException {
        return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** By a client that the closing context leaves alone. */
    private CompletableFuture<HttpResponse<InputStream>> ask(boolean stream) {
        var headers = new HttpHeaders();
        RouterProcess.key(workspace).accept(headers);
        var request = HttpRequest.newBuilder(URI.create(router.url() + "/v1/chat/completions"))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"pool\",\"stream\":" + stream + ",\"messages\":[]}"));
        headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return HttpClient.newHttpClient().sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private boolean listening() {
        URI url = URI.create(router.url());
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
