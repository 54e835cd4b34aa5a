package io.switchgear.query;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.OpenApiContract;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** From OTLP to every answer. */
class TelemetryIT extends RunningService {

    @Autowired
    private MeterRegistry metrics;

    @Test
    void oneCallOfTheRouterIsInEveryAnswer() {
        String trace = Otlp.traceId();
        String request = Otlp.spanId();
        var start = now.minusSeconds(2);
        var answer = send(
                router(),
                Otlp.fromRouter(
                        workspace,
                        Otlp.request(trace, request, null, start, 200),
                        Otlp.attempt(trace, request, start, 50, 1, "server"),
                        Otlp.attempt(trace, request, start.plusMillis(60), 140, 2, "success")));
        assertThat(answer.getPartialSuccess().getRejectedSpans()).isZero();

        var item = Await.value(() -> get("/api/v1/traces").path("items").path(0));
        assertThat(item.path("trace_id").stringValue()).isEqualTo(trace);
        assertThat(item.path("name").stringValue()).isEqualTo("chat gpt-sim");
        assertThat(item.path("service").stringValue()).isEqualTo("router-service");
        assertThat(item.path("provider").stringValue()).isEqualTo("primary");
        assertThat(item.path("model").stringValue()).isEqualTo("gpt-sim-1");
        assertThat(item.path("status").stringValue()).isEqualTo("ok");
        assertThat(item.path("duration_ms").doubleValue()).isEqualTo(200.0);
        assertThat(item.path("input_tokens").longValue()).isEqualTo(100);
        assertThat(item.path("output_tokens").longValue()).isEqualTo(20);
        assertThat(item.path("cost_usd").doubleValue()).isEqualTo(0.0015);
        assertThat(item.path("attempts").longValue()).isEqualTo(2);

        var detail = get("/api/v1/traces/" + trace);
        assertThat(detail.path("spans").size()).isEqualTo(1);
        assertThat(detail.path("spans").path(0).path("children").size()).isEqualTo(2);
        assertThat(detail.path("attempt_details").size()).isEqualTo(2);
        assertThat(detail.path("attempt_details").path(0).path("outcome").stringValue())
                .isEqualTo("server");
        assertThat(detail.path("circuit_events").path(0).path("state").stringValue())
                .isEqualTo("half-open");

        var kpis = get("/api/v1/metrics/home-kpis?range=1h");
        assertThat(kpis.path("range").stringValue()).isEqualTo("1h");
        assertThat(kpis.path("total_requests").path("value").doubleValue()).isEqualTo(1);
        assertThat(kpis.path("total_requests").path("change").isNull()).isTrue();
        assertThat(kpis.path("total_requests").path("trend").stringValue()).isEqualTo("up");
        assertThat(kpis.path("avg_latency_ms").path("value").doubleValue()).isEqualTo(200);
        assertThat(kpis.path("error_rate").path("value").doubleValue()).isZero();
        assertThat(kpis.path("total_cost_usd").path("value").doubleValue()).isEqualTo(0.0015);
        assertThat(kpis.path("avg_quality_score").path("value").isNull()).isTrue();
        assertThat(kpis.path("latency").path("p95").doubleValue()).isCloseTo(200, within(2.0));

        assertThat(get("/api/v1/activity/stream?limit=5")
                        .path("items")
                        .path(0)
                        .path("trace_id")
                        .stringValue())
                .isEqualTo(trace);
        var alert = get("/api/v1/alerts/recent").path("items").path(0);
        assertThat(alert.path("severity").stringValue()).isEqualTo("info");
        assertThat(alert.path("provider").stringValue()).isEqualTo("primary");
        assertThat(alert.path("count").longValue()).isEqualTo(1);
        assertThat(alert.path("trace_id").stringValue()).isEqualTo(trace);
        var service = get("/api/v1/services").path("items").path(0);
        assertThat(service.path("name").stringValue()).isEqualTo("router-service");
        assertThat(service.path("status").stringValue()).isEqualTo("healthy");
        assertThat(service.path("p95_ms").doubleValue()).isCloseTo(200, within(2.0));
        var cost = get("/api/v1/costs?group_by=provider").path("items").path(0);
        assertThat(cost.path("group").stringValue()).isEqualTo("primary");
        assertThat(cost.path("cost_usd").doubleValue()).isEqualTo(0.0015);
        assertThat(cost.path("failed_attempts").longValue()).isEqualTo(1);
        var series = get("/api/v1/metrics/series?metric=requests&range=1h&group_by=model");
        assertThat(series.path("points").size()).isEqualTo(60);
        assertThat(series.path("points")
                        .valueStream()
                        .mapToDouble(p -> p.path("value").doubleValue())
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void anEmptyWorkspaceHasZerosAndGaps() {
        var kpis = get("/api/v1/metrics/home-kpis");
        assertThat(kpis.path("range").stringValue()).isEqualTo("24h");
        assertThat(kpis.path("total_requests").path("value").doubleValue()).isZero();
        assertThat(kpis.path("total_cost_usd").path("value").doubleValue()).isZero();
        assertThat(kpis.path("avg_latency_ms").path("value").isNull()).isTrue();
        assertThat(kpis.path("error_rate").path("value").isNull()).isTrue();
        assertThat(kpis.path("error_rate").path("trend").stringValue()).isEqualTo("flat");
        assertThat(kpis.path("latency").path("p99").isNull()).isTrue();
        assertThat(get("/api/v1/traces").path("items").isEmpty()).isTrue();
        assertThat(get("/api/v1/alerts/recent").path("items").isEmpty()).isTrue();
        assertThat(get("/api/v1/activity/stream").path("items").isEmpty()).isTrue();
        assertThat(get("/api/v1/services").path("items").isEmpty()).isTrue();
    }

    @Test
    void answersAreCachedUntilDataArrives() {
        send(router(), Otlp.fromRouter(workspace, request()));
        Await.until(() -> assertThat(requests()).isEqualTo(1));
        Await.until(() -> http.get()
                .uri("/api/v1/metrics/home-kpis")
                .headers(viewer())
                .exchange()
                .expectHeader()
                .valueEquals("x-cache", "hit"));
        double ratio = metrics.get("switchgear.cache.hit.ratio").gauge().value();
        double hits = metrics.get("switchgear.cache.answers")
                .tag("result", "hit")
                .counter()
                .count();
        double misses = metrics.get("switchgear.cache.answers")
                .tag("result", "miss")
                .counter()
                .count();
        assertThat(hits).isPositive();
        assertThat(ratio).isEqualTo(hits / (hits + misses));
        send(router(), Otlp.fromRouter(workspace, request()));
        Await.until(() -> assertThat(requests()).isEqualTo(2));
    }

    private io.opentelemetry.proto.trace.v1.Span.Builder request() {
        return Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minus(Duration.ofSeconds(1)), 10);
    }

    private double requests() {
        return get("/api/v1/metrics/home-kpis")
                .path("total_requests")
                .path("value")
                .doubleValue();
    }

    @Test
    void openApiIsCommitted() {
        OpenApiContract.check(http.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
