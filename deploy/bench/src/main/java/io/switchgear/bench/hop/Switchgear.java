package io.switchgear.bench.hop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.switchgear.bench.suite.OwnSuite;
import io.switchgear.bench.suite.Suite;

/** The whole suite, started by {@code deploy/up}, with a key, a circuit and the spool; what counts is gateway and router. */
record Switchgear(OwnSuite suite) implements Peer {

    private static final String POOL = "hop";
    private static final int OFFSET = 20_000;

    static Switchgear start(Path root, Path folder, String upstream) throws IOException, InterruptedException {
        var suite = OwnSuite.start(root, folder.resolve("suite"), OFFSET);
        Suite.login(suite.credentials()).register(POOL, upstream + "/v1");
        return new Switchgear(suite);
    }

    @Override
    public String name() {
        return "Switchgear";
    }

    @Override
    public String url() {
        return suite.credentials().gatewayUrl();
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + suite.credentials().apiKey());
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
                ProcessHandle.of(suite.pid(service)).ifPresent(processes::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return processes;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        suite.close();
    }
}
