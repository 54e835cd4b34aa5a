package io.switchgear.bench.hop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.switchgear.bench.suite.Credentials;
import io.switchgear.bench.suite.Suite;

/** The whole suite, started by {@code deploy/up}, with a key, a circuit and the spool; what counts is gateway and router. */
record Switchgear(Path root, Path home, Credentials credentials) implements Peer {

    private static final String POOL = "hop";
    private static final int OFFSET = 20_000;

    static Switchgear start(Path root, Path folder, String upstream) throws IOException, InterruptedException {
        Path home = folder.resolve("suite");
        run(
                root.resolve("deploy/up").toString(),
                "--detach",
                "--fresh",
                "--no-demo",
                "--port-offset",
                Integer.toString(OFFSET),
                "--home",
                home.toString());
        var credentials = Credentials.read(home.resolve("credentials.json"));
        Suite.login(credentials).register(POOL, upstream + "/v1");
        return new Switchgear(root, home, credentials);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + status);
        }
    }

    @Override
    public String name() {
        return "Switchgear";
    }

    @Override
    public String url() {
        return credentials.gatewayUrl();
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + credentials.apiKey());
    }

    @Override
    public String model() {
        return POOL;
    }

    @Override
    public Collection<ProcessHandle> processes() {
        var processes = new ArrayList<ProcessHandle>();
        for (String service : List.of("gateway", "router-service")) {
            try {
                String record = Files.readString(home.resolve("run/processes/" + service + ".pid"));
                ProcessHandle.of(Long.parseLong(record.strip().split("\\s", -1)[0]))
                        .ifPresent(processes::add);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return processes;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run(root.resolve("deploy/down").toString(), "--home", home.toString());
    }
}
