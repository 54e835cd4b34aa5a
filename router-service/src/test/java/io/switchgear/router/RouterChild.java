package io.switchgear.router;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A router in a process of its own, which can be killed. */
final class RouterChild implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Process process;
    private final String url;

    private RouterChild(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** With these settings but for its ports; ready when it returns. */
    static RouterChild start(Map<String, Object> settings) throws Exception {
        int port = freePort();
        var command = new ArrayList<>(List.of(
                java("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RouterApplication.class.getName()));
        var own = new HashMap<>(settings);
        own.put("server.port", port);
        own.forEach((name, value) -> command.add("--" + name + "=" + value));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "killed-router.log").toFile()))
                .start();
        var child = new RouterChild(process, "http://127.0.0.1:" + port);
        child.awaitReady();
        return child;
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                var probe = HttpRequest.newBuilder(URI.create(url + "/health")).build();
                if (http.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Asked again.
            }
            assertThat(process.isAlive() && System.nanoTime() < until)
                    .as("ready in time; see target/killed-router.log")
                    .isTrue();
            process.waitFor(100, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
    }

    /** Where it answers. */
    String url() {
        return url;
    }

    HttpClient http() {
        return http;
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
