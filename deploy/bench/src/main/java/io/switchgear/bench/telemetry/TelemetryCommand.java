package io.switchgear.bench.telemetry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.switchgear.bench.option.OptionCheck;
import io.switchgear.bench.process.Server;
import io.switchgear.bench.process.TestBed;

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

    @Mixin
    private final TestBed.Options bench = new TestBed.Options();

    @Mixin
    private final OptionCheck check = new OptionCheck();

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
        check.that(connections > 0, "--connections must be above 0.");
        check.that(
                warmUp >= 0 && spans >= 0 && history >= 0 && users >= 0,
                "--warm-up, --spans, --history and --users must not be below 0.");
        check.that(seconds > 0 && spansPerSecond > 0, "--users-for and --users-spans must be above 0.");
        var ingest = new Ingest(
                load,
                connections,
                new Traffic(1).bodies(warmUp, Instant.now(), Duration.ofMinutes(10)),
                new Traffic(2).bodies(spans, Instant.now(), Duration.ofMinutes(10)));
        var peer = spans == 0 ? null : zipkin(ingest);
        int port = Server.freePort();
        String url = "http://127.0.0.1:" + port;
        try (var bed = bench.start();
                var service = bed.start(
                        queryService,
                        bed.settings("query-service", "query-service", port),
                        "query-service",
                        load.http())) {
            if (peer != null) {
                var ours = ingest.queryService(service, bed.stores(), bed.tokens(), url + "/v1/traces");
                ours.print("query-service, durable");
                System.out.printf(
                        "ratio: %.2f × the spans per second, %.2f × the CPU per span%n",
                        ours.spansPerSecond() / peer.spansPerSecond(), ours.microsPerSpan() / peer.microsPerSpan());
            }
            if (history > 0) {
                new History(load, bed.stores(), bed.tokens(), url, connections).load(history);
                new Reads(load, bed.stores(), bed.tokens(), url).measure();
            }
            if (users > 0) {
                new Dashboard(load, bed.tokens(), url, users, spansPerSecond, Duration.ofSeconds(seconds)).measure();
            }
        }
        return 0;
    }

    private Ingest.Cost zipkin(Ingest ingest) throws Exception {
        int port = Server.freePort();
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
}
