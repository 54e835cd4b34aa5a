package io.switchgear.bench.process;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server under measurement, as a process of its own. */
public final class Server implements AutoCloseable {

    /** {@code sysconf(_SC_CLK_TCK)} of every Linux in use. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Pattern USED = Pattern.compile("total .* used (\\d+)K");

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

    /** Bytes of memory that the system has given it. */
    public long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /** Bytes of its heap that are in use after a full collection. */
    public long heap() throws IOException, InterruptedException {
        jcmd("GC.run");
        // "garbage-first heap total reserved 262144K, committed 131072K, used 45678K [", or a line per generation.
        return jcmd("GC.heap_info")
                .lines()
                .map(USED::matcher)
                .filter(Matcher::find)
                .mapToLong(found -> 1024 * Long.parseLong(found.group(1)))
                .sum();
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var run = new ProcessBuilder(tool, Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        var said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (run.waitFor() != 0) {
            throw new IOException(said);
        }
        return said;
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
