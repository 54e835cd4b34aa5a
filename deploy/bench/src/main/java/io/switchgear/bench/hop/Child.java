package io.switchgear.bench.hop;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A peer that is a process of ours, on a port of its own. */
record Child(String name, int port, Process process, Map<String, String> headers) implements Peer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Starts it and waits until it listens; what it says goes to {@code <name>.log} in {@code folder}. */
    static Child start(
            String name,
            int port,
            Path folder,
            Map<String, String> environment,
            Map<String, String> headers,
            List<String> command)
            throws IOException, InterruptedException {
        File log = folder.resolve(name.replace(' ', '-') + ".log").toFile();
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().putAll(environment);
        var child = new Child(name, port, builder.start(), headers);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!listens(port)) {
            if (!child.process.isAlive() || System.nanoTime() > until) {
                child.close();
                throw new IOException(name + " did not start; see " + log);
            }
            Thread.sleep(50);
        }
        return child;
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public Collection<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor();
    }
}
