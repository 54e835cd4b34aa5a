package io.switchgear.bench.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.switchgear.bench.process.ServiceTokens;

/**
 * People with the console open while spans come in. Everybody asks once a second whatever the answers do (an open loop), and latency
 * counts from when a question was due.
 */
record Dashboard(Load load, ServiceTokens tokens, String url, int users, int spansPerSecond, Duration length) {

    private static final int BODIES_PER_SECOND = 10;
    private static final List<String> QUESTIONS = List.of(
            "/api/v1/metrics/home-kpis?range=24h",
            "/api/v1/metrics/home-kpis?range=7d",
            "/api/v1/alerts/recent?limit=10",
            "/api/v1/activity/stream?limit=50",
            "/api/v1/services",
            "/api/v1/costs?group_by=model",
            "/api/v1/metrics/series?metric=requests&range=24h",
            "/api/v1/metrics/series?metric=latency_p95&range=24h",
            "/api/v1/traces",
            "/api/v1/traces?status=error");

    void measure() throws Exception {
        var millis = new ConcurrentLinkedQueue<Double>();
        var hits = new AtomicLong();
        var spans = new AtomicLong();
        var failures = new AtomicLong();
        long end = System.nanoTime() + length.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> spans(end, spans, threads));
            for (int i = 0; i < users; i++) {
                var random = new Random(i);
                threads.submit(() -> {
                    long due = System.nanoTime() + random.nextInt(1_000_000_000);
                    for (; due < end; due += 1_000_000_000) {
                        LockSupport.parkNanos(due - System.nanoTime());
                        String path = QUESTIONS.get(random.nextInt(QUESTIONS.size()));
                        try {
                            var answer =
                                    load.answer(url + path, tokens.user("query-service", Traffic.WORKSPACE, "viewer"));
                            millis.add((System.nanoTime() - due) / 1e6);
                            hits.addAndGet(
                                    answer.headers()
                                                    .firstValue("x-cache")
                                                    .orElse("")
                                                    .equals("hit")
                                            ? 1
                                            : 0);
                        } catch (java.io.IOException e) {
                            failures.incrementAndGet();
                        }
                    }
                    return null;
                });
            }
        }
        var latency =
                Load.Latency.of(millis.stream().mapToDouble(Double::doubleValue).toArray());
        System.out.printf(
                "%d users: %.1f requests/s, p50 %.1f p95 %.1f ms, %.1f %% out of the cache, %d failed; %,.0f spans/s"
                        + " came in%n",
                users,
                millis.size() / (double) length.toSeconds(),
                latency.p50(),
                latency.p95(),
                100.0 * hits.get() / millis.size(),
                failures.get(),
                spans.get() / (double) length.toSeconds());
    }

    private Void spans(long end, AtomicLong stored, java.util.concurrent.ExecutorService threads) {
        var traffic = new Traffic(4);
        long due = System.nanoTime();
        for (; due < end; due += 1_000_000_000 / BODIES_PER_SECOND) {
            LockSupport.parkNanos(due - System.nanoTime());
            var body = traffic.body(spansPerSecond / BODIES_PER_SECOND / 2, Instant.now(), Duration.ofSeconds(2));
            threads.submit(() -> {
                while (!load.sent(body.otlp(), url + "/v1/traces", tokens.router("query-service"))) {
                    Thread.sleep(50);
                }
                stored.addAndGet(body.spans());
                return null;
            });
        }
        return null;
    }
}
