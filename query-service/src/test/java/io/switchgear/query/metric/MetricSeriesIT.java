package io.switchgear.query.metric;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import org.junit.jupiter.api.Test;

import io.switchgear.common.testing.Await;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** OTLP metrics, read out again. */
class MetricSeriesIT extends RunningService {

    private final Instant minute = now.truncatedTo(ChronoUnit.MINUTES);

    private long nanos(int minutesAgo) {
        return minute.minusSeconds(60L * minutesAgo).getEpochSecond() * 1_000_000_000;
    }

    private NumberDataPoint point(int minutesAgo, double value, KeyValue... attributes) {
        return NumberDataPoint.newBuilder()
                .setTimeUnixNano(nanos(minutesAgo))
                .setAsDouble(value)
                .addAllAttributes(Arrays.asList(attributes))
                .build();
    }

    private void send(Metric.Builder metric) {
        http.post()
                .uri("/v1/metrics")
                .headers(apiKey())
                .contentType(PROTOBUF)
                .bodyValue(ExportMetricsServiceRequest.newBuilder()
                        .addResourceMetrics(ResourceMetrics.newBuilder()
                                .setResource(
                                        Resource.newBuilder().addAttributes(Otlp.attribute("service.name", "shop")))
                                .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
                        .build()
                        .toByteArray())
                .exchange()
                .expectStatus()
                .isOk();
    }

    /** Values of the steps that have one, oldest first. */
    private List<Double> values(String query) {
        return get("/api/v1/metrics/series?range=1h&metric=" + query)
                .path("points")
                .valueStream()
                .map(point -> point.path("value").isNull()
                        ? null
                        : (Double) point.path("value").doubleValue())
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    void gaugesAreMeansAndCanBeGroupedByAnyAttribute() {
        var a = Otlp.attribute("queue", "a");
        var b = Otlp.attribute("queue", "b");
        send(Metric.newBuilder()
                .setName("queue.size")
                .setUnit("{item}")
                .setGauge(Gauge.newBuilder()
                        .addDataPoints(point(5, 10, a))
                        .addDataPoints(point(5, 20, b))
                        .addDataPoints(point(3, 7, a))
                        .addDataPoints(point(3, Double.NaN, b))));
        assertThat(values("queue.size")).containsExactly(15.0, 7.0);
        assertThat(values("queue.size&group_by=queue")).containsExactly(10.0, 20.0, 7.0);
        assertThat(values("queue.size&group_by=service")).containsExactly(15.0, 7.0);
        assertThat(get("/api/v1/metrics/series?range=1h&metric=queue.size")
                        .path("unit")
                        .stringValue())
                .isEqualTo("{item}");
    }

    @Test
    void countersAreWhatTheyGrewByThroughRestarts() {
        send(Metric.newBuilder()
                .setName("requests.total")
                .setSum(Sum.newBuilder()
                        .setIsMonotonic(true)
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                        .addDataPoints(point(8, 100))
                        .addDataPoints(point(7, 130))
                        .addDataPoints(point(6, 5))
                        .addDataPoints(point(5, 6))));
        assertThat(values("requests.total")).containsExactly(30.0, 5.0, 1.0);
        send(Metric.newBuilder()
                .setName("requests.delta")
                .setSum(Sum.newBuilder()
                        .setIsMonotonic(true)
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                        .addDataPoints(point(8, 4))
                        .addDataPoints(point(7, 3))));
        assertThat(values("requests.delta")).containsExactly(4.0, 3.0);
    }

    /** Points are data, too: they end the time of cached answers. */
    @Test
    void answersChangeWithThePoints() {
        for (int i = 1; i <= 3; i++) {
            int sent = i;
            send(Metric.newBuilder()
                    .setName("level")
                    .setGauge(Gauge.newBuilder().addDataPoints(point(9 - i, i))));
            Await.until(() -> assertThat(values("level")).hasSize(sent));
        }
    }

    @Test
    void upDownCountersAddUpOverTheirSeries() {
        send(Metric.newBuilder()
                .setName("connections")
                .setSum(Sum.newBuilder()
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                        .addDataPoints(point(4, 3, Otlp.attribute("pool", "a")))
                        .addDataPoints(point(4, 5, Otlp.attribute("pool", "b")))));
        assertThat(values("connections")).containsExactly(8.0);
    }

    @Test
    void histogramsAreMeansOfWhatWasRecorded() {
        var histogram = Histogram.newBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        double[][] recorded = {{9, 10, 1.0}, {8, 14, 3.0}, {7, 14, 3.0}, {6, 24, 8.0}};
        for (double[] point : recorded) {
            histogram.addDataPoints(HistogramDataPoint.newBuilder()
                    .setTimeUnixNano(nanos((int) point[0]))
                    .setCount((long) point[1])
                    .setSum(point[2]));
        }
        send(Metric.newBuilder().setName("duration").setUnit("s").setHistogram(histogram));
        assertThat(values("duration")).containsExactly(0.5, 0.5);
    }

    @Test
    void histogramsHavePercentilesOverAllTheirSeries() {
        var histogram = Histogram.newBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        long[][] a = {{9, 5, 5, 0}, {8, 5, 15, 0}, {7, 5, 15, 10}};
        long[][] b = {{9, 0, 0, 0}, {8, 10, 0, 0}};
        for (long[] point : a) {
            histogram.addDataPoints(buckets(point, "/a"));
        }
        for (long[] point : b) {
            histogram.addDataPoints(buckets(point, "/b"));
        }
        send(Metric.newBuilder().setName("latency").setUnit("s").setHistogram(histogram));
        // Ten below 1 by b and ten up to 2 by a; then ten beyond all bounds.
        assertThat(values("latency:p50")).containsExactly(1.0, 2.0);
        assertThat(values("latency:p75")).containsExactly(1.5, 2.0);
        assertThat(values("latency:p50&group_by=route")).containsExactly(1.5, 0.5, 2.0);
        assertThat(get("/api/v1/metrics/series?range=1h&metric=latency:p95")
                        .path("unit")
                        .stringValue())
                .isEqualTo("s");
    }

    private HistogramDataPoint buckets(long[] point, String route) {
        return HistogramDataPoint.newBuilder()
                .setTimeUnixNano(nanos((int) point[0]))
                .setCount(point[1] + point[2] + point[3])
                .addExplicitBounds(1)
                .addExplicitBounds(2)
                .addBucketCounts(point[1])
                .addBucketCounts(point[2])
                .addBucketCounts(point[3])
                .addAttributes(Otlp.attribute("route", route))
                .build();
    }

    @Test
    void whatNeverCameInIsUnknown() {
        http.get()
                .uri(address("/api/v1/metrics/series?metric=never.seen"))
                .headers(viewer())
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("bad_metric");
    }
}
