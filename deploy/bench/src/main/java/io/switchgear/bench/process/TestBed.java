package io.switchgear.bench.process;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import picocli.CommandLine.Option;

/**
 * What services need that are measured without the rest of the suite: stores, keys, a folder. Siblings that are not started here are
 * away.
 *
 * @param stores PostgreSQL and Redis
 * @param tokens the keys, and calls signed with them
 * @param folder of the services' data and logs
 */
public record TestBed(Stores stores, ServiceTokens tokens, Path folder) implements AutoCloseable {

    private static final String[] SIBLINGS = {"GATEWAY", "ROUTER", "HEALTH", "QUERY", "ACTION"};

    /** Mixin of the commands that have one. */
    public static final class Options {

        @Option(names = "--provision", required = true, description = "provision.sql of common")
        private Path provision = Path.of("");

        /** Starts the stores and prints whether they are as durable as in production. */
        public TestBed start() throws IOException, SQLException, GeneralSecurityException {
            Path folder = Files.createTempDirectory("bench");
            var bed = new TestBed(new Stores(provision), new ServiceTokens(folder), folder);
            System.out.printf(
                    "PostgreSQL %s: fsync %s, synchronous_commit %s; load average %s%n",
                    bed.stores.setting("server_version"),
                    bed.stores.setting("fsync"),
                    bed.stores.setting("synchronous_commit"),
                    Files.readString(Path.of("/proc/loadavg")).strip());
            return bed;
        }
    }

    /**
     * Settings of a service, to be changed at will.
     *
     * @param service named as in its tokens
     * @param replica names its folder of data
     */
    public Map<String, String> settings(String service, String replica, int port) throws IOException {
        var settings = new HashMap<>(stores.environment());
        settings.putAll(tokens.environment(service));
        settings.put("SERVER_PORT", Integer.toString(port));
        settings.put("MANAGEMENT_SERVER_PORT", Integer.toString(Server.freePort()));
        settings.put("SWITCHGEAR_DATA_DIR", folder.resolve(replica).toString());
        settings.put("SWITCHGEAR_MASTER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        settings.put("SWITCHGEAR_OUTBOUND_ALLOW_PRIVATE", "true");
        for (String sibling : SIBLINGS) {
            settings.put("SWITCHGEAR_SERVICES_" + sibling, "http://127.0.0.1:1");
        }
        return settings;
    }

    /**
     * Starts a service, as large as {@code deploy/up} makes it, and waits until it is ready.
     *
     * @param settings by {@link #settings}
     * @param log names its log file
     */
    public Server start(Path jar, Map<String, String> settings, String log, HttpClient http)
            throws IOException, InterruptedException {
        Path file = folder.resolve(log + ".log");
        var service = Server.start(jar, "256m", file, settings);
        try {
            service.awaitReady(http, "http://127.0.0.1:" + settings.get("SERVER_PORT") + "/api/health/readiness");
            return service;
        } catch (IOException | InterruptedException e) {
            service.close();
            throw new IOException(e.getMessage() + " See " + file, e);
        }
    }

    @Override
    public void close() throws IOException {
        stores.close();
    }
}
