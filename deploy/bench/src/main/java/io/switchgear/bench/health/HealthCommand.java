package io.switchgear.bench.health;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.switchgear.bench.option.OptionCheck;
import io.switchgear.bench.process.Server;
import io.switchgear.bench.process.TestBed;

/** {@code health}: a large history in, the times of what the console reads out; then those who watch live. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Fills a health-service of its own with thirteen months of history and times what the console reads.",
            "Then connects many WebSockets and prints when the last of them has heard of a transition, and, with a"
                    + " router-service, how long it takes from the failing call to the message.",
            "Ends with 1 if a budget is missed."
        })
public final class HealthCommand implements Callable<Integer> {

    private static final double DASHBOARD_MS = 50;
    private static final double TRANSITION_MS = 500;
    private static final String HEALTH = "health-service";
    private static final String ROUTER = "router-service";

    @Option(names = "--health-service", required = true, description = "the service's executable jar")
    private Path healthService = Path.of("");

    @Option(names = "--router-service", required = true, description = "the service's executable jar")
    private Path routerService = Path.of("");

    @Mixin
    private final TestBed.Options bench = new TestBed.Options();

    @Mixin
    private final OptionCheck check = new OptionCheck();

    @Option(
            names = "--parts",
            split = ",",
            defaultValue = "reads,live,transitions",
            description = "what to measure (default: ${DEFAULT-VALUE})")
    private Set<String> parts = Set.of();

    @Option(names = "--rows", defaultValue = "1000000", description = "of history (default: ${DEFAULT-VALUE})")
    private long rows;

    @Option(names = "--calls", defaultValue = "200", description = "of each read (default: ${DEFAULT-VALUE})")
    private int calls;

    @Option(names = "--connections", defaultValue = "16", description = "at once (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--clients", defaultValue = "1000", description = "WebSockets (default: ${DEFAULT-VALUE})")
    private int clients;

    @Option(names = "--transitions", defaultValue = "50", description = "(default: ${DEFAULT-VALUE})")
    private int transitions;

    private boolean missed;

    @Override
    public Integer call() throws Exception {
        check.known("part", parts, List.of("reads", "live", "transitions"));
        check.that(rows > 0 && calls > 0, "--rows and --calls must be above 0.");
        check.that(
                connections > 0 && clients > 0 && transitions > 0,
                "--connections, --clients and --transitions must be above 0.");
        try (var bed = bench.start()) {
            var member = new Member(bed.tokens());
            int port = Server.freePort();
            String url = "http://127.0.0.1:" + port;
            var settings = bed.settings(HEALTH, "one", port);
            if (parts.contains("reads") || parts.contains("live")) {
                try (var service = bed.start(healthService, settings, "load", member.http())) {
                    var history = new History(member, bed.stores(), url);
                    history.load(rows);
                    System.out.println(history.sizes());
                }
            }
            // Started anew: its jobs run, and nothing but reading has warmed it up.
            try (var service = bed.start(healthService, settings, "health", member.http())) {
                if (parts.contains("reads")) {
                    judge("dashboard, p95", new Reads(member, url, calls, connections).run(), DASHBOARD_MS);
                }
                if (parts.contains("live")) {
                    print("delivery to last client", new Crowd(member, service, url, clients).run(transitions));
                }
                if (parts.contains("transitions")) {
                    transitions(bed, member, url);
                }
            }
        }
        return missed ? 1 : 0;
    }

    private void transitions(TestBed bed, Member member, String told) throws Exception {
        int watchedPort = Server.freePort();
        int routerPort = Server.freePort();
        var routing = bed.settings(ROUTER, "router", routerPort);
        routing.put("SWITCHGEAR_SERVICES_HEALTH", told);
        try (var other = bed.start(healthService, bed.settings(HEALTH, "two", watchedPort), "other", member.http());
                var router = bed.start(routerService, routing, "router", member.http())) {
            Times times = new Transitions(member, "http://127.0.0.1:" + routerPort, "http://127.0.0.1:" + watchedPort)
                    .run(transitions);
            print("failing call to WebSocket", times);
            judge("failing call to WebSocket, longest", times.quantile(1), TRANSITION_MS);
        }
    }

    private static void print(String what, Times times) {
        System.out.printf(
                "%s: p50 %.0f ms, p95 %.0f ms, longest %.0f ms of %d%n",
                what, times.quantile(0.5), times.quantile(0.95), times.quantile(1), times.count());
    }

    private void judge(String what, double millis, double budget) {
        boolean kept = millis < budget;
        missed |= !kept;
        System.out.printf("%s: %.1f ms, budget %.0f ms: %s%n", what, millis, budget, kept ? "kept" : "MISSED");
    }
}
