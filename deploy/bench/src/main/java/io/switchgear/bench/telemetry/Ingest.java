package io.switchgear.bench.telemetry;

import java.time.Duration;
import java.util.List;

import io.switchgear.bench.process.Server;
import io.switchgear.bench.process.ServiceTokens;
import io.switchgear.bench.process.Stores;

/** Spans into a server, and what that takes. */
record Ingest(Load load, int connections, List<Traffic.Body> warmUp, List<Traffic.Body> measured) {

    /**
     * What it took.
     *
     * @param spansPerSecond until the last was acknowledged
     * @param microsPerSpan of CPU, user and system, all processes
     * @param microsOfStore the part of it that is PostgreSQL's
     */
    record Cost(double spansPerSecond, double microsPerSpan, double microsOfStore) {

        void print(String what) {
            System.out.printf(
                    "%-24s %,9.0f spans/s %8.1f µs of CPU a span%s%n",
                    what,
                    spansPerSecond,
                    microsPerSpan,
                    microsOfStore == 0 ? "" : ", %.1f of them PostgreSQL's".formatted(microsOfStore));
        }
    }

    Cost zipkin(Server server, String url) throws Exception {
        load.send(warmUp.stream().map(Traffic.Body::zipkin).toList(), url, connections, () -> "-");
        double before = server.cpu();
        Duration took = load.send(measured.stream().map(Traffic.Body::zipkin).toList(), url, connections, () -> "-");
        return cost(took, server.cpu() - before, 0);
    }

    Cost queryService(Server service, Stores stores, ServiceTokens tokens, String url) throws Exception {
        load.send(
                warmUp.stream().map(Traffic.Body::otlp).toList(),
                url,
                connections,
                () -> tokens.router("query-service"));
        Ingest.awaitFolded(stores);
        double service0 = service.cpu();
        double store0 = stores.cpu();
        Duration took = load.send(
                measured.stream().map(Traffic.Body::otlp).toList(),
                url,
                connections,
                () -> tokens.router("query-service"));
        // What follows from them is part of what they cost: folding goes on until there is nothing left.
        Ingest.awaitFolded(stores);
        double store = stores.cpu() - store0;
        double cpu = service.cpu() - service0 + store;
        System.out.printf(
                "query-service has %,d of %,d spans%n",
                stores.count("telemetry.spans"), spans(warmUp) + spans(measured));
        return cost(took, cpu, store);
    }

    /** Until the rollups hold all that has been committed. */
    static void awaitFolded(Stores stores) throws Exception {
        while (stores.count("telemetry.rollup_delta") + stores.count("telemetry.sketch_delta") > 0) {
            Thread.sleep(100);
        }
    }

    private Cost cost(Duration took, double cpuSeconds, double storeSeconds) {
        double count = spans(measured);
        return new Cost(count / (took.toMillis() / 1e3), cpuSeconds * 1e6 / count, storeSeconds * 1e6 / count);
    }

    private static long spans(List<Traffic.Body> bodies) {
        return bodies.stream().mapToLong(Traffic.Body::spans).sum();
    }
}
