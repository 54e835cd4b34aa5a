package io.switchgear.query.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.switchgear.common.testing.Await;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists: filters, paging, bad queries, and other workspaces. */
class TraceListIT extends RunningService {

    private List<String> send(int count, Duration ago) {
        var ids = new ArrayList<String>();
        var spans = new ArrayList<Span.Builder>();
        for (int i = 0; i < count; i++) {
            String trace = Otlp.traceId();
            ids.add(trace);
            spans.add(Otlp.request(trace, Otlp.spanId(), null, now.minus(ago).minusMillis(i / 3), 10 + i));
        }
        send(router(), Otlp.fromRouter(workspace, spans.toArray(Span.Builder[]::new)));
        return ids;
    }

    private List<String> ids(String query) {
        return get("/api/v1/traces?" + query)
                .path("items")
                .valueStream()
                .map(item -> item.path("trace_id").stringValue())
                .toList();
    }

    @Test
    void pagingNeitherSkipsNorRepeatsWhileSpansArrive() {
        Set<String> before = new HashSet<>(send(40, Duration.ofMinutes(2)));
        var seen = new ArrayList<String>();
        String cursor = "";
        while (cursor != null) {
            var page = get("/api/v1/traces?limit=7" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("items")
                    .valueStream()
                    .forEach(item -> seen.add(item.path("trace_id").stringValue()));
            cursor = page.path("next_cursor").isNull()
                    ? null
                    : page.path("next_cursor").stringValue();
            send(3, Duration.ofMinutes(1));
            send(3, Duration.ofMinutes(3));
        }
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(new HashSet<>(seen)).isEqualTo(before);
    }

    @Test
    void everyFilterFilters() {
        String failed = Otlp.traceId();
        String slow = Otlp.traceId();
        String span = Otlp.spanId();
        send(
                router(),
                Otlp.fromRouter(
                        workspace,
                        Otlp.request(failed, span, null, now.minusSeconds(5), 10)
                                .setStatus(Otlp.failed("The 100% upstream_limit was reached"))
                                .addAttributes(Otlp.attribute("error.type", "rate_limit")),
                        Otlp.request(slow, Otlp.spanId(), null, now.minus(Duration.ofHours(3)), 5000)));
        send(
                apiKey(),
                Otlp.from(
                        "checkout",
                        Otlp.span(Otlp.traceId(), Otlp.spanId(), null, "GET /cart", now.minusSeconds(4), 3)));
        Await.until(() -> assertThat(ids("")).hasSize(3));
        assertThat(ids("status=error")).containsExactly(failed);
        assertThat(ids("status=ok")).hasSize(2).doesNotContain(failed);
        assertThat(ids("service=checkout")).hasSize(1);
        assertThat(ids("provider=primary")).containsExactly(failed, slow);
        assertThat(ids("model=gpt-sim-1")).hasSize(2);
        assertThat(ids("model=gpt-sim")).hasSize(2);
        assertThat(ids("model=other")).isEmpty();
        assertThat(ids("min_duration_ms=4999.5")).containsExactly(slow);
        assertThat(ids("range=1h")).hasSize(2).doesNotContain(slow);
        assertThat(ids("q=" + slow)).containsExactly(slow);
        assertThat(ids("q=" + span)).containsExactly(failed);
        assertThat(ids("q=UPSTREAM_limit")).containsExactly(failed);
        assertThat(ids("q=100%25%20up")).containsExactly(failed);
        assertThat(ids("q=upstreamXlimit")).isEmpty();
        assertThat(ids("q=cart")).hasSize(1);
        assertThat(ids("status=error&service=checkout")).isEmpty();
    }

    /** Of any span of the trace, not only of the one that the list shows. */
    @Test
    void anySpansIdNameAndErrorAreFound() {
        String trace = Otlp.traceId();
        String root = Otlp.spanId();
        String inner = Otlp.spanId();
        send(apiKey(), Otlp.from("shop", Otlp.span(trace, root, null, "POST /order", now.minusSeconds(9), 50)));
        send(
                apiKey(),
                Otlp.from(
                        "db",
                        Otlp.span(trace, inner, root, "SELECT stock", now.minusSeconds(8), 5)
                                .setStatus(Otlp.failed("deadlock detected")),
                        Otlp.span(trace, Otlp.spanId(), root, "publish", now.minusSeconds(7), 5)
                                .setStatus(Otlp.failed("broker gone"))));
        Await.until(() -> assertThat(ids("q=" + inner)).containsExactly(trace));
        assertThat(ids("q=" + inner.toUpperCase(java.util.Locale.ROOT))).containsExactly(trace);
        assertThat(ids("q=select%20STOCK")).containsExactly(trace);
        assertThat(ids("q=deadlock")).containsExactly(trace);
        assertThat(ids("q=broker")).containsExactly(trace);
        assertThat(ids("q=order")).containsExactly(trace);
        assertThat(ids("q=" + Otlp.spanId())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/traces?limit=0",
                "/api/v1/traces?limit=501",
                "/api/v1/traces?limit=many",
                "/api/v1/traces?status=open",
                "/api/v1/traces?min_duration_ms=-1",
                "/api/v1/traces?min_duration_ms=NaN",
                "/api/v1/traces?cursor=bm8",
                "/api/v1/traces?cursor=YQpiCmM",
                "/api/v1/traces?range=2h",
                "/api/v1/traces?from=yesterday",
                "/api/v1/traces?q=%00",
                "/api/v1/metrics/home-kpis?range=1y",
                "/api/v1/metrics/home-kpis?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "/api/v1/metrics/series",
                "/api/v1/metrics/series?metric=sense",
                "/api/v1/metrics/series?metric=latency_p95&group_by=key",
                "/api/v1/metrics/series?metric=requests&group_by=colour",
                "/api/v1/costs?group_by=status",
                "/api/v1/alerts/recent?severity=fatal",
                "/api/v1/alerts/recent?limit=0",
                "/api/v1/activity/stream?limit=-1",
                "/api/v1/services?range=x"
            })
    void badQueriesAreRefused(String path) {
        http.get()
                .uri(address(path))
                .headers(viewer())
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .exists();
    }

    @Test
    void nothingOfOneWorkspaceIsSeenFromAnother() {
        String trace = Otlp.traceId();
        String span = Otlp.spanId();
        send(
                router(),
                Otlp.fromRouter(
                        workspace,
                        Otlp.request(trace, span, null, now.minusSeconds(1), 10).setStatus(Otlp.failed("broken"))));
        Await.until(() -> assertThat(ids("")).hasSize(1));
        var stranger = viewer(UUID.randomUUID());
        for (String path : List.of(
                "/api/v1/traces",
                "/api/v1/traces?q=" + trace,
                "/api/v1/traces?q=broken",
                "/api/v1/activity/stream",
                "/api/v1/alerts/recent",
                "/api/v1/services",
                "/api/v1/costs")) {
            assertThat(get(viewer(), path).path("items").isEmpty()).as(path).isFalse();
            assertThat(get(stranger, path).path("items").isEmpty()).as(path).isTrue();
        }
        assertThat(get(stranger, "/api/v1/metrics/home-kpis")
                        .path("total_requests")
                        .path("value")
                        .doubleValue())
                .isZero();
        assertThat(get(stranger, "/api/v1/metrics/series?metric=requests&range=1h")
                        .path("points")
                        .valueStream()
                        .mapToDouble(point -> point.path("value").doubleValue())
                        .sum())
                .isZero();
        for (String path : List.of("/api/v1/traces/" + trace, "/api/v1/traces/nonsense")) {
            http.get()
                    .uri(path)
                    .headers(stranger)
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("trace_not_found");
        }
        // Nor by sending a span of the other's trace.
        UUID other = UUID.randomUUID();
        send(
                IDS.apiKey("query-service", other, "telemetry"),
                Otlp.from("evil", Otlp.span(trace, span, null, "mine", now, 1)));
        assertThat(get("/api/v1/traces/" + trace).path("span_count").longValue())
                .isEqualTo(1);
        assertThat(get(viewer(other), "/api/v1/traces/" + trace).path("name").stringValue())
                .isEqualTo("mine");
    }

    @Test
    void readingNeedsPermission() {
        for (String path : List.of(
                "/api/v1/traces",
                "/api/v1/traces/" + Otlp.traceId(),
                "/api/v1/activity/stream",
                "/api/v1/alerts/recent",
                "/api/v1/services",
                "/api/v1/costs",
                "/api/v1/metrics/home-kpis",
                "/api/v1/metrics/series?metric=requests",
                "/api/v1/settings/retention")) {
            http.get().uri(path).headers(apiKey()).exchange().expectStatus().isForbidden();
            http.get().uri(path).exchange().expectStatus().isUnauthorized();
        }
    }
}
