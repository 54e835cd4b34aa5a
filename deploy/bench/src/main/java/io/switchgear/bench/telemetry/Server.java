package io.switchgear.bench.telemetry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server under measurement, as a process of its own. */
final class Server implements AutoCloseable {

    /** {@code sysconf(_SC_CLK_TCK)} of every Linux in use. */
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;

    private Server(Process process) {
        this.process = process;
    }

    static Server start(Path jar, String heap, Path log, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"), "-Xmx" + heap, "-jar", jar.toString());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        return new Server(builder.start());
    }

    /** Until {@code url} answers 200, two minutes at most. */
    void awaitReady(HttpClient http, String url) throws IOException, InterruptedException {
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
    double cpu() throws IOException {
        return cpu(List.of(process.toHandle()));
    }

    /** The same of processes and all below them, ended children included. */
    static double cpu(List<ProcessHandle> roots) throws IOException {
        var all = new ArrayList<>(roots);
        roots.forEach(root -> root.descendants().forEach(all::add));
        long ticks = 0;
        for (ProcessHandle one : all) {
            Path stat = Path.of("/proc", Long.toString(one.pid()), "stat");
            if (Files.exists(stat)) {
                String text = Files.readString(stat);
                // After the name in parentheses: state is field 3, utime … cstime are fields 14 to 17.
                String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
                for (int i = 11; i <= 14; i++) {
                    ticks += Long.parseLong(fields[i]);
                }
            }
        }
        return ticks / TICKS_PER_SECOND;
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
