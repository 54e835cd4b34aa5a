package io.switchgear.bench.health;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.switchgear.bench.process.Server;
import io.switchgear.bench.process.ServiceTokens;
import io.switchgear.bench.process.Stores;

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

    @Option(names = "--provision", required = true, description = "provision.sql of common")
    private Path provision = Path.of("");

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
        Path folder = Files.createTempDirectory("bench-health");
        try (var stores = new Stores(provision)) {
            System.out.printf(
                    "PostgreSQL %s: fsync %s, synchronous_commit %s; load average %s%n",
                    stores.setting("server_version"),
                    stores.setting("fsync"),
                    stores.setting("synchronous_commit"),
                    Files.readString(Path.of("/proc/loadavg")).strip());
            var tokens = new ServiceTokens(folder);
            var member = new Member(tokens);
            int port = freePort();
            String url = "http://127.0.0.1:" + port;
            var settings = settings(HEALTH, stores, tokens, folder.resolve("one"), port);
            if (parts.contains("reads") || parts.contains("live")) {
                try (var service = start(healthService, folder.resolve("load.log"), settings, member, url)) {
                    var history = new History(member, stores, url);
                    history.load(rows);
                    System.out.println(history.sizes());
                }
            }
            // Started anew: its jobs run, and nothing but reading has warmed it up.
            try (var service = start(healthService, folder.resolve("health.log"), settings, member, url)) {
                if (parts.contains("reads")) {
                    check("dashboard, p95", new Reads(member, url, calls, connections).run(), DASHBOARD_MS);
                }
                if (parts.contains("live")) {
                    print("delivery to last client", new Crowd(member, service, url, clients).run(transitions));
                }
                if (parts.contains("transitions")) {
                    transitions(stores, tokens, member, folder, url);
                }
            }
        }
        return missed ? 1 : 0;
    }

    private void transitions(Stores stores, ServiceTokens tokens, Member member, Path folder, String told)
            throws Exception {
        int watchedPort = freePort();
        int routerPort = freePort();
        String watched = "http://127.0.0.1:" + watchedPort;
        String router = "http://127.0.0.1:" + routerPort;
        var routing = settings(ROUTER, stores, tokens, folder.resolve("router"), routerPort);
        routing.put("SWITCHGEAR_SERVICES_HEALTH", told);
        try (var other = start(
                        healthService,
                        folder.resolve("other.log"),
                        settings(HEALTH, stores, tokens, folder.resolve("two"), watchedPort),
                        member,
                        watched);
                var routing1 = start(routerService, folder.resolve("router.log"), routing, member, router)) {
            Times times = new Transitions(member, router, watched).run(transitions);
            print("failing call to WebSocket", times);
            check("failing call to WebSocket, longest", times.quantile(1), TRANSITION_MS);
        }
    }

    private static Server start(Path jar, Path log, Map<String, String> settings, Member member, String url)
            throws IOException, InterruptedException {
        var service = Server.start(jar, "256m", log, settings);
        try {
            service.awaitReady(member.http(), url + "/api/health/readiness");
        } catch (IOException | InterruptedException e) {
            service.close();
            throw new IOException(e.getMessage() + " See " + log, e);
        }
        return service;
    }

    private static void print(String what, Times times) {
        System.out.printf(
                "%s: median %.0f ms, p95 %.0f ms, longest %.0f ms of %d%n",
                what, times.quantile(0.5), times.quantile(0.95), times.quantile(1), times.count());
    }

    private void check(String what, double millis, double budget) {
        boolean kept = millis < budget;
        missed |= !kept;
        System.out.printf("%s: %.1f ms, budget %.0f ms: %s%n", what, millis, budget, kept ? "kept" : "MISSED");
    }

    /** Siblings that are not part of this are away. */
    private static Map<String, String> settings(
            String service, Stores stores, ServiceTokens tokens, Path data, int port) throws IOException {
        var settings = new HashMap<>(stores.environment());
        settings.putAll(tokens.environment(service));
        settings.put("SERVER_PORT", Integer.toString(port));
        settings.put("MANAGEMENT_SERVER_PORT", Integer.toString(freePort()));
        settings.put("SWITCHGEAR_DATA_DIR", data.toString());
        settings.put("SWITCHGEAR_MASTER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        settings.put("SWITCHGEAR_OUTBOUND_ALLOW_PRIVATE", "true");
        for (String sibling : new String[] {"GATEWAY", "ROUTER", "HEALTH", "QUERY", "ACTION"}) {
            settings.put("SWITCHGEAR_SERVICES_" + sibling, "http://127.0.0.1:1");
        }
        return settings;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
