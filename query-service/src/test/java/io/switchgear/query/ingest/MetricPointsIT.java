package io.switchgear.query.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** Points of OTLP metrics as they come in. */
class MetricPointsIT extends RunningService {

    @Autowired
    private MeterRegistry metrics;

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

    private static ExportMetricsServiceRequest gauges(Instant at, String... names) {
        var scope = ScopeMetrics.newBuilder();
        for (String name : names) {
            scope.addMetrics(Metric.newBuilder()
                    .setName(name)
                    .setGauge(Gauge.newBuilder()
                            .addDataPoints(NumberDataPoint.newBuilder()
                                    .setTimeUnixNano(at.getEpochSecond() * 1_000_000_000)
                                    .setAsInt(1))));
        }
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder().addScopeMetrics(scope))
                .build();
    }

    private WebTestClient.ResponseSpec sendMetrics(MediaType type, byte[] body, String encoding) {
        return http.post()
                .uri("/v1/metrics")
                .headers(apiKey())
                .contentType(type)
                .header(HttpHeaders.CONTENT_ENCODING, encoding)
                .bodyValue(body)
                .exchange();
    }

    @Test
    void bothEncodingsAndGzipAreRead() {
        byte[] json = Otlp.json(gauges(now, "by.json")).getBytes(StandardCharsets.UTF_8);
        sendMetrics(MediaType.APPLICATION_JSON, json, "identity").expectStatus().isOk();
        sendMetrics(MediaType.APPLICATION_JSON, gzip(json), "gzip")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{}");
        sendMetrics(PROTOBUF, gzip(gauges(now, "by.protobuf").toByteArray()), "gzip")
                .expectStatus()
                .isOk();
        sendMetrics(PROTOBUF, new byte[] {1, 2, 3}, "identity").expectStatus().isBadRequest();
        assertThat(count("select count(*) from metric_points where workspace_id = :workspace"))
                .isEqualTo(2);
        assertThat(metrics.get("switchgear.ingest.points").counter().count()).isGreaterThanOrEqualTo(2);
        assertThat(metrics.get("switchgear.ingest.waiting.points").gauge().value())
                .isZero();
    }

    /** Whatever PostgreSQL may have against a point: it is refused, its neighbours are stored. */
    @Test
    void aBadPointFailsAlone() {
        database.sql("alter table metric_points add constraint unwanted check (metric <> 'unwanted')")
                .then()
                .block();
        try {
            String answer = new String(
                    sendMetrics(PROTOBUF, gauges(now, "a", "b", "unwanted", "c").toByteArray(), "identity")
                            .expectStatus()
                            .isOk()
                            .expectBody()
                            .returnResult()
                            .getResponseBody(),
                    StandardCharsets.UTF_8);
            assertThat(answer).contains("1 rejected: it cannot be stored as it is.");
            assertThat(count("select count(*) from metric_points where workspace_id = :workspace"))
                    .isEqualTo(3);
        } finally {
            database.sql("alter table metric_points drop constraint unwanted")
                    .then()
                    .block();
        }
    }
}
