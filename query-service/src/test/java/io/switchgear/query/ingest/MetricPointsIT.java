package io.switchgear.query.ingest;

import java.nio.charset.StandardCharsets;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import org.junit.jupiter.api.Test;

import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** Points of OTLP metrics as they come in. */
class MetricPointsIT extends RunningService {

    @Test
    void metricPointsAreStoredOnce() {
        long nanos = now.getEpochSecond() * 1_000_000_000;
        var gauge = Metric.newBuilder()
                .setName("queue.size")
                .setGauge(Gauge.newBuilder()
                        .addDataPoints(NumberDataPoint.newBuilder()
                                .setTimeUnixNano(nanos)
                                .setAsInt(7)
                                .addAttributes(Otlp.attribute("queue", "a")))
                        .addDataPoints(NumberDataPoint.newBuilder()
                                .setTimeUnixNano(nanos)
                                .setAsDouble(1.5)
                                .addAttributes(Otlp.attribute("queue", "b")))
                        .addDataPoints(NumberDataPoint.newBuilder().setTimeUnixNano(1)));
        var histogram = Metric.newBuilder()
                .setName("http.server.request.duration")
                .setUnit("s")
                .setHistogram(Histogram.newBuilder()
                        .addDataPoints(HistogramDataPoint.newBuilder()
                                .setTimeUnixNano(nanos)
                                .setCount(4)
                                .setSum(1.25)));
        var request = ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .addScopeMetrics(
                                ScopeMetrics.newBuilder().addMetrics(gauge).addMetrics(histogram)))
                .build();
        for (int i = 0; i < 2; i++) {
            byte[] answer = http.post()
                    .uri("/v1/metrics")
                    .headers(apiKey())
                    .contentType(PROTOBUF)
                    .bodyValue(request.toByteArray())
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .returnResult()
                    .getResponseBody();
            assertThat(new String(answer, StandardCharsets.UTF_8)).contains("1 rejected", "retention");
        }
        assertThat(count("select count(*) from metric_points where workspace_id = :workspace"))
                .isEqualTo(3);
        assertThat(count("select count(*) from metric_points where workspace_id = :workspace and count = 4 and"
                        + " sum = 1.25"))
                .isEqualTo(1);
    }
}
