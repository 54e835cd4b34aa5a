package io.switchgear.bench.telemetry;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.switchgear.bench.process.Server;
import io.switchgear.bench.process.ServiceTokens;
import io.switchgear.bench.process.Stores;

/** {@code telemetry}: the same spans into Zipkin's server and query-service in one run, then reads over a longer history. */
@Command(
        name = "telemetry",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends the same spans to Zipkin's server (in memory) and to query-service (durable, deduplicated, with"
                    + " rollups) and compares spans per second and CPU per span, PostgreSQL included.",
            "Then loads a history of thirty days, measures what the console asks for, computed and out of the cache,"
                    + " and what people with a dashboard see while spans come in."
        })
public final class TelemetryCommand implements Callable<Integer> {

    @Option(names = "--query-service", required = true, description = "the service's executable jar")
    private Path queryService = Path.of("");

    @Option(names = "--zipkin", required = true, description = "zipkin-server's executable jar")
    private Path zipkin = Path.of("");

    @Option(names = "--provision", required = true, description = "provision.sql of common")
    private Path provision = Path.of("");

    @Option(names = "--warm-up", defaultValue = "400000", description = "spans first (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--spans", defaultValue = "300000", description = "spans measured (default: ${DEFAULT-VALUE})")
    private int spans;

    @Option(
            names = "--history",
            defaultValue = "10000000",
            description = "spans to read from, 0 for none (default: ${DEFAULT-VALUE})")
    private int history;

    @Option(names = "--connections", defaultValue = "4", description = "of the sender (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--users",
            defaultValue = "100",
            description = "with a dashboard, 0 for none (default: ${DEFAULT-VALUE})")
    private int users;

    @Option(
            names = "--users-for",
            defaultValue = "60",
            description = "seconds that they are watched (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--users-spans",
            defaultValue = "5000",
            description = "spans per second meanwhile (default: ${DEFAULT-VALUE})")
    private int spansPerSecond;

    private final Load load = new Load();

    @Override
    public Integer call() throws Exception {
        var ingest = new Ingest(
                load,
                connections,
                new Traffic(1).bodies(warmUp, Instant.now(), Duration.ofMinutes(10)),
                new Traffic(2).bodies(spans, Instant.now(), Duration.ofMinutes(10)));
        var peer = spans == 0 ? null : zipkin(ingest);
        Path folder = Files.createTempDirectory("bench-telemetry");
        try (var stores = new Stores(provision)) {
            System.out.printf(
                    "PostgreSQL: fsync %s, synchronous_commit %s%n",
                    stores.setting("fsync"), stores.setting("synchronous_commit"));
            var tokens = new ServiceTokens(folder);
            int port = freePort();
            String url = "http://127.0.0.1:" + port;
            try (var service = Server.start(
                    queryService, "256m", folder.resolve("query-service.log"), environment(stores, tokens, port))) {
                service.awaitReady(load.http(), url + "/api/health/readiness");
                if (peer != null) {
                    var ours = ingest.queryService(service, stores, tokens, url + "/v1/traces");
                    ours.print("query-service, durable");
                    System.out.printf(
                            "ratio: %.2f × the spans per second, %.2f × the CPU per span%n",
                            ours.spansPerSecond() / peer.spansPerSecond(), ours.microsPerSpan() / peer.microsPerSpan());
                }
                if (history > 0) {
                    new History(load, stores, tokens, url, connections).load(history);
                    new Reads(load, stores, tokens, url).measure();
                }
                if (users > 0) {
                    new Dashboard(load, tokens, url, users, spansPerSecond, Duration.ofSeconds(seconds)).measure();
                }
            }
        }
        return 0;
    }

    private Ingest.Cost zipkin(Ingest ingest) throws Exception {
        int port = freePort();
        // As much memory as it needs to keep all of them: dropping the oldest would cost it time.
        var environment =
                Map.of("QUERY_PORT", Integer.toString(port), "MEM_MAX_SPANS", Integer.toString(2 * (warmUp + spans)));
        try (var server = Server.start(zipkin, "2g", Files.createTempFile("zipkin", ".log"), environment)) {
            server.awaitReady(load.http(), "http://127.0.0.1:" + port + "/health");
            var cost = ingest.zipkin(server, "http://127.0.0.1:" + port + "/api/v2/spans");
            cost.print("Zipkin, in memory");
            return cost;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, String> environment(Stores stores, ServiceTokens tokens, int port) throws IOException {
        var environment = new HashMap<>(stores.environment());
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(freePort()));
        environment.putAll(tokens.environment("query-service"));
        environment.put("SWITCHGEAR_MASTER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        environment.put("SWITCHGEAR_SERVICES_ROUTER", "http://127.0.0.1:1");
        return environment;
    }
}
