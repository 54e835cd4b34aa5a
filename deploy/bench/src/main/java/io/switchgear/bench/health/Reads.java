package io.switchgear.bench.health;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** What the console asks health-service for, again and again, over one connection and over many. */
final class Reads {

    private static final String SERVICE = "health-service";
    private static final String DASHBOARD = "/api/v1/admin/router/health-dashboard";
    private static final String PROVIDER = "/api/v1/health/providers/provider-3";

    /** After it, the dashboard's sums are added up anew. */
    private static final Duration SNAPSHOT = Duration.ofMillis(5_100);

    private final Member member;
    private final String url;
    private final int calls;
    private final int connections;

    /** @param calls of each kind */
    Reads(Member member, String url, int calls, int connections) {
        this.member = member;
        this.url = url;
        this.calls = calls;
        this.connections = connections;
    }

    /** Prints a line of each read; the dashboard's worst 95th percentile in milliseconds. */
    double run() throws Exception {
        System.out.printf("%-34s %10s %8s   %8s %8s%n", "milliseconds", "1: p50", "p95", connections + ": p50", "p95");
        double worst = 0;
        for (var read : paths().entrySet()) {
            ask(read.getValue(), calls / 4, 1);
            Times alone = ask(read.getValue(), calls, 1);
            Times together = ask(read.getValue(), 4 * calls, connections);
            System.out.printf(
                    "%-34s %10.1f %8.1f   %8.1f %8.1f%n",
                    read.getKey(),
                    alone.quantile(0.5),
                    alone.quantile(0.95),
                    together.quantile(0.5),
                    together.quantile(0.95));
            if (read.getValue().equals(DASHBOARD)) {
                worst = Math.max(alone.quantile(0.95), together.quantile(0.95));
            }
        }
        var fresh = new Times();
        for (int i = 0; i < 12; i++) {
            Thread.sleep(SNAPSHOT);
            once(DASHBOARD, member.token(SERVICE), fresh);
        }
        System.out.printf(
                "%-34s %10.1f %8.1f%n", "dashboard, added up anew", fresh.quantile(0.5), fresh.quantile(0.95));
        return Math.max(worst, fresh.quantile(0.95));
    }

    private static Map<String, String> paths() {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String year = "from=" + now.minus(Duration.ofDays(390)) + "&to=" + now;
        var paths = new LinkedHashMap<String, String>();
        paths.put("dashboard", DASHBOARD);
        paths.put("history 24h", PROVIDER + "/history");
        paths.put("history 30d", PROVIDER + "/history?range=30d");
        paths.put("history 30d, time-outs", PROVIDER + "/history?range=30d&type=failure&category=timeout");
        paths.put("history 30d, forced (seldom)", PROVIDER + "/history?range=30d&type=forced");
        paths.put("history 30d, 500 rows", PROVIDER + "/history?range=30d&limit=500");
        paths.put("ledger 24h", "/api/v1/health/circuit-events");
        paths.put("ledger 13 months", "/api/v1/health/circuit-events?" + year);
        paths.put("ledger 13 months, a provider's", "/api/v1/health/circuit-events?provider=provider-3&" + year);
        paths.put("ledger 13 months, by users", "/api/v1/health/circuit-events?trigger=user&" + year);
        for (String range : new String[] {"1h", "24h", "7d", "30d"}) {
            paths.put("operations " + range, PROVIDER + "/operations?timeframe=" + range);
        }
        paths.put("timeline 7d", PROVIDER + "/timeline?range=7d");
        paths.put("reliability 24h", PROVIDER + "/reliability");
        paths.put("reliability 30d", PROVIDER + "/reliability?range=30d");
        paths.put("load balancer, hours of 7d", "/api/v1/health/load-balancer/metrics?granularity=hour&range=7d");
        paths.put("load balancer, days of 30d", "/api/v1/health/load-balancer/metrics?granularity=day&range=30d");
        return paths;
    }

    private Times ask(String path, int times, int atOnce) throws Exception {
        var measured = new Times();
        var left = new AtomicInteger(times);
        String token = member.token(SERVICE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var callers = new ArrayList<Future<?>>();
            for (int i = 0; i < atOnce; i++) {
                callers.add(threads.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        once(path, token, measured);
                    }
                    return null;
                }));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        }
        return measured;
    }

    private void once(String path, String token, Times measured) throws Exception {
        long start = System.nanoTime();
        member.get(url + path, token);
        measured.add(System.nanoTime() - start);
    }
}
