package io.switchgear.bench.telemetry;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
            "Then loads a history of thirty days and measures what the console asks for, cold and out of the cache."
        })
public final class TelemetryCommand implements Callable<Integer> {

    private static final String SERVICE = "query-service";
    private static final int TRACES_PER_BODY = 250;

    @Option(names = "--query-service", required = true, description = "the service's executable jar")
    private Path queryService = Path.of("");

    @Option(names = "--zipkin", required = true, description = "zipkin-server's executable jar")
    private Path zipkin = Path.of("");

    @Option(names = "--provision", required = true, description = "provision.sql of common")
    private Path provision = Path.of("");

    @Option(names = "--warm-up", defaultValue = "100000", description = "spans first (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--spans", defaultValue = "200000", description = "spans measured (default: ${DEFAULT-VALUE})")
    private int spans;

    @Option(
            names = "--history",
            defaultValue = "1000000",
            description = "spans to read from (default: ${DEFAULT-VALUE})")
    private int history;

    @Option(names = "--connections", defaultValue = "4", description = "of the sender (default: ${DEFAULT-VALUE})")
    private int connections;

    private final Load load = new Load();

    private record Measured(double spansPerSecond, double microsPerSpan) {}

    @Override
    public Integer call() throws Exception {
        var bodies = bodies(new Traffic(1), warmUp, Duration.ofMinutes(10));
        var measured = bodies(new Traffic(2), spans, Duration.ofMinutes(10));
        Measured peer = zipkin(bodies, measured);
        print("Zipkin, in memory", peer);
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
                Measured ours = queryService(service, stores, tokens, url, bodies, measured);
                print("query-service, durable", ours);
                System.out.printf(
                        "ratio: %.2f × the spans per second, %.2f × the CPU per span%n",
                        ours.spansPerSecond() / peer.spansPerSecond(), ours.microsPerSpan() / peer.microsPerSpan());
                reads(stores, tokens, url);
            }
        }
        return 0;
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static List<Traffic.Body> bodies(Traffic traffic, int spans, Duration spread) {
        var bodies = new ArrayList<Traffic.Body>();
        for (int made = 0; made < spans; made += 2 * TRACES_PER_BODY) {
            bodies.add(traffic.body(TRACES_PER_BODY, Instant.now(), spread));
        }
        return bodies;
    }

    private Measured zipkin(List<Traffic.Body> first, List<Traffic.Body> measured) throws Exception {
        int port = freePort();
        Path log = Files.createTempFile("zipkin", ".log");
        // As much memory as it needs to keep all of them: dropping the oldest would cost it time.
        try (var server = Server.start(
                zipkin,
                "2g",
                log,
                Map.of(
                        "QUERY_PORT",
                        Integer.toString(port),
                        "MEM_MAX_SPANS",
                        Integer.toString(2 * (warmUp + spans))))) {
            server.awaitReady(load.http(), "http://127.0.0.1:" + port + "/health");
            String url = "http://127.0.0.1:" + port + "/api/v2/spans";
            load.send(first.stream().map(Traffic.Body::zipkin).toList(), url, connections, () -> "-");
            double before = server.cpu();
            Duration took =
                    load.send(measured.stream().map(Traffic.Body::zipkin).toList(), url, connections, () -> "-");
            return measured(took, server.cpu() - before, measured);
        }
    }

    private Measured queryService(
            Server service,
            Stores stores,
            ServiceTokens tokens,
            String url,
            List<Traffic.Body> first,
            List<Traffic.Body> measured)
            throws Exception {
        load.send(
                first.stream().map(Traffic.Body::otlp).toList(),
                url + "/v1/traces",
                connections,
                () -> tokens.router(SERVICE));
        double before = service.cpu() + stores.cpu();
        Duration took = load.send(
                measured.stream().map(Traffic.Body::otlp).toList(),
                url + "/v1/traces",
                connections,
                () -> tokens.router(SERVICE));
        // What follows from them is part of what they cost: folding goes on until there is nothing left.
        while (stores.count("telemetry.rollup_delta") > 0) {
            Thread.sleep(100);
        }
        double cpu = service.cpu() + stores.cpu() - before;
        long stored = stores.count("telemetry.spans");
        long sent = first.stream().mapToLong(Traffic.Body::spans).sum()
                + measured.stream().mapToLong(Traffic.Body::spans).sum();
        System.out.printf("query-service has %,d of %,d spans%n", stored, sent);
        return measured(took, cpu, measured);
    }

    private static Measured measured(Duration took, double cpuSeconds, List<Traffic.Body> bodies) {
        double count = bodies.stream().mapToLong(Traffic.Body::spans).sum();
        return new Measured(count / (took.toMillis() / 1e3), cpuSeconds * 1e6 / count);
    }

    private static void print(String what, Measured measured) {
        System.out.printf(
                "%-24s %,9.0f spans/s %8.1f µs of CPU a span%n",
                what, measured.spansPerSecond(), measured.microsPerSpan());
    }

    private Map<String, String> environment(Stores stores, ServiceTokens tokens, int port) throws Exception {
        var environment = new HashMap<>(stores.environment());
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(freePort()));
        environment.putAll(tokens.environment(SERVICE));
        environment.put("SWITCHGEAR_MASTER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        environment.put("SWITCHGEAR_SERVICES_ROUTER", "http://127.0.0.1:1");
        return environment;
    }

    private void reads(Stores stores, ServiceTokens tokens, String url) throws Exception {
        var traffic = new Traffic(3);
        for (int made = 0; made < history; made += 50_000) {
            var part = bodies(traffic, Math.min(50_000, history - made), Duration.ofDays(29));
            load.send(
                    part.stream().map(Traffic.Body::otlp).toList(),
                    url + "/v1/traces",
                    connections,
                    () -> tokens.router(SERVICE));
        }
        while (stores.count("telemetry.rollup_delta") > 0) {
            Thread.sleep(100);
        }
        stores.analyze();
        System.out.printf("%,d spans of thirty days; milliseconds%n", stores.count("telemetry.spans"));
        String list =
                load.get(url + "/api/v1/traces?limit=500&range=30d", tokens.user(SERVICE, Traffic.WORKSPACE, "viewer"));
        List<String> traces = java.util.regex.Pattern.compile("\"trace_id\":\"([0-9a-f]{32})\"")
                .matcher(list)
                .results()
                .map(found -> found.group(1))
                .toList();
        for (String range : List.of("1h", "24h", "7d", "30d")) {
            row(stores, tokens, url, "home KPIs " + range, List.of("/api/v1/metrics/home-kpis?range=" + range));
        }
        row(stores, tokens, url, "trace list", List.of("/api/v1/traces"));
        row(stores, tokens, url, "errors of a service", List.of("/api/v1/traces?status=error&service=payment-api"));
        row(stores, tokens, url, "a model's, slow", List.of("/api/v1/traces?model=gpt-4o&min_duration_ms=2000"));
        row(stores, tokens, url, "free text", List.of("/api/v1/traces?q=claude-sonnet"));
        row(
                stores,
                tokens,
                url,
                "trace detail",
                traces.stream().map(id -> "/api/v1/traces/" + id).toList());
    }

    private void row(Stores stores, ServiceTokens tokens, String url, String what, List<String> paths)
            throws Exception {
        var turn = new java.util.concurrent.atomic.AtomicInteger();
        var cold = load.ask(
                100,
                () -> url + paths.get(turn.getAndIncrement() % paths.size()),
                () -> tokens.user(SERVICE, Traffic.WORKSPACE, "viewer"),
                stores::forget);
        load.get(url + paths.getFirst(), tokens.user(SERVICE, Traffic.WORKSPACE, "viewer"));
        var warm = load.ask(
                100, () -> url + paths.getFirst(), () -> tokens.user(SERVICE, Traffic.WORKSPACE, "viewer"), () -> {});
        System.out.printf(
                "%-20s cold p50 %7.1f p95 %7.1f   cached p50 %7.1f p95 %7.1f%n",
                what, cold.p50(), cold.p95(), warm.p50(), warm.p95());
    }
}
