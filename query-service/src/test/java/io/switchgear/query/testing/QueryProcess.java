package io.switchgear.query.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.switchgear.common.testing.Identities;
import io.switchgear.query.QueryApplication;

/** query-service as a process of its own, that can be killed. */
public final class QueryProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+) \\(http\\)");

    private final Map<String, String> settings = new HashMap<>();
    private Process process;
    private volatile int port;

    public QueryProcess(Map<String, String> stores) {
        settings.putAll(stores);
        settings.putAll(Identities.get().properties("query-service"));
        settings.put("server.port", "0");
        settings.put("management.server.port", "-1");
        settings.put("switchgear.rollup.fold-every", "100ms");
        settings.put("switchgear.cache.generation-interval", "100ms");
    }

    public QueryProcess with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Returns once it listens. */
    public QueryProcess start() {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                QueryApplication.class.getName()));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var listening = new CompletableFuture<Integer>();
        Thread.ofVirtual().start(() -> follow(process.inputReader(), listening));
        port = listening.orTimeout(90, TimeUnit.SECONDS).join();
        return this;
    }

    /** Reads on, so that the process never waits for its own output. */
    private static void follow(BufferedReader output, CompletableFuture<Integer> listening) {
        var lines = new StringBuilder();
        try (output) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                var started = PORT.matcher(line);
                if (started.find()) {
                    listening.complete(Integer.valueOf(started.group(1)));
                } else if (!listening.isDone()) {
                    lines.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            listening.completeExceptionally(e);
        }
        listening.completeExceptionally(new IllegalStateException("It ended before it listened:\n" + lines));
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }
}
