package io.switchgear.router;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

import io.switchgear.common.testing.Await;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * query-service is away for the calls of ten minutes (ten a second, as fast as they go here), and in their midst the router is killed.
 * Every call that its caller saw answered is told afterwards, once.
 */
class OutageIT {

    private static final int CALLS = 6_000;
    private static final int CALLERS = 8;
    private static final int SEGMENT = 256 * 1024;

    private final UUID workspace = UUID.randomUUID();
    private final Queue<String> answered = new ConcurrentLinkedQueue<>();
    private HttpHeaders identity = new HttpHeaders();
    private int calls;

    @Test
    void nothingIsLostAndNothingIsDoubled() throws Exception {
        try (var siblings = new FakeSiblings();
                var provider = new FakeProvider("p");
                var configured = new RouterProcess(siblings)
                        .with("switchgear.spool.segment-size", SEGMENT + "B")
                        .start()
                        .ready()) {
            configured.provider(workspace, "p", provider, "m");
            configured.stop();
            siblings.away(true);

            try (var router = RouterChild.start(configured.settings())) {
                call(router, CALLS * 5 / 6);
                assertThat(killedInTheMidst(router)).isPositive();
            }
            // It waits on disk; in memory is a batch of it.
            assertThat(backlog(configured)).isGreaterThan(8L * SEGMENT);
            int before = answered.size();
            try (var router = RouterChild.start(configured.settings())) {
                call(router, CALLS - before);
                assertThat(answered).hasSizeGreaterThanOrEqualTo(CALLS);
                assertThat(siblings.spans(workspace.toString())).isEmpty();
                siblings.away(false);
                Await.until(() -> assertThat(told(siblings)).containsAll(answered));
            }
            assertThat(told(siblings)).doesNotHaveDuplicates();
            assertThat(siblings.spans(workspace.toString()).stream().map(Span::getSpanId))
                    .doesNotHaveDuplicates();
        }
    }

    /** Calls from all callers; each must be answered. */
    private void call(RouterChild router, int calls) throws Exception {
        var left = new AtomicInteger(calls);
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            var work = new ArrayList<java.util.concurrent.Future<?>>();
            for (int i = 0; i < CALLERS; i++) {
                work.add(callers.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        once(router);
                    }
                    return null;
                }));
            }
            for (var each : work) {
                each.get();
            }
        }
    }

    /** Kills it while all callers wait for answers; how many of them got none. */
    private int killedInTheMidst(RouterChild router) throws Exception {
        var dead = new AtomicBoolean();
        var broken = new AtomicInteger();
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < CALLERS; i++) {
                callers.submit(() -> {
                    while (!dead.get()) {
                        try {
                            once(router);
                        } catch (IOException killed) {
                            broken.incrementAndGet();
                            return null;
                        }
                    }
                    return null;
                });
            }
            int before = answered.size();
            Await.until(() -> assertThat(answered).hasSizeGreaterThan(before + 50));
            router.kill();
            dead.set(true);
        }
        return broken.get();
    }

    private void once(RouterChild router) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(router.url() + "/v1/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"));
        identity().forEach((name, values) -> request.header(name, values.getFirst()));
        var response = router.http().send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        answered.add(response.headers().firstValue("x-trace-id").orElseThrow());
    }

    /** One for many calls, as the gateway does it: the router remembers each for a minute. */
    private synchronized HttpHeaders identity() {
        if (calls++ % 500 == 0) {
            identity = new HttpHeaders();
            RouterProcess.key(workspace).accept(identity);
        }
        return identity;
    }

    /** Bytes that wait on disk, to a segment. */
    private static long backlog(RouterProcess router) throws IOException {
        try (var files = Files.walk(router.data())) {
            return files.filter(file -> file.toString().endsWith(".spool")).count() * SEGMENT;
        }
    }

    /** Traces of the requests that query-service has been told of. */
    private List<String> told(FakeSiblings siblings) {
        return siblings.spans(workspace.toString()).stream()
                .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_INTERNAL)
                .map(span -> HexFormat.of().formatHex(span.getTraceId().toByteArray()))
                .toList();
    }
}
