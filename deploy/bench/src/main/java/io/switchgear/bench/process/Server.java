package io.switchgear.bench.process;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server under measurement, as a process of its own. */
public final class Server implements AutoCloseable {

    private final Process process;

    private Server(Process process) {
        this.process = process;
    }

    public static Server start(Path jar, String heap, Path log, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + heap,
                // As deploy/up starts services; the peer is measured with the same collector.
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        return new Server(builder.start());
    }

    /** A port that nobody listens on. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Until {@code url} answers 200, two minutes at most. */
    public void awaitReady(HttpClient http, String url) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                var request = HttpRequest.newBuilder(URI.create(url)).build();
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Asked again.
            }
            Thread.sleep(200);
        }
        throw new IOException(url + " did not become ready.");
    }

    /** Seconds of CPU, user and system, that it has used so far. */
    public double cpu() throws IOException {
        return cpu(List.of(process.toHandle()));
    }

    /** The same of processes and all below them, ended children included. */
    static double cpu(List<ProcessHandle> roots) throws IOException {
        var all = new ArrayList<>(roots);
        roots.forEach(root -> root.descendants().forEach(all::add));
        double seconds = 0;
        for (ProcessHandle one : all) {
            seconds += new ObservedProcess(one.pid()).cpu(true).toMillis() / 1e3;
        }
        return seconds;
    }

    /** Bytes of memory that the system has given it. */
    public long resident() throws IOException {
        return new ObservedProcess(process.pid()).resident();
    }

    /** Bytes of its heap that are in use after a full collection. */
    public long heap() throws IOException, InterruptedException {
        return new ObservedProcess(process.pid()).heap();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
