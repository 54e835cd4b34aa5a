package io.switchgear.query.ingest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

import io.switchgear.query.metric.Buckets;
import io.switchgear.query.metric.MetricPoint;
import io.switchgear.query.metric.MetricPoints;
import io.switchgear.query.partition.Partitions;
import io.switchgear.query.span.Attributes;
import io.switchgear.query.span.Text;

/** Turns an OTLP request into metric points to store, and those to refuse. */
@Component
class MetricIntake {

    private static final int MAX_NAME = 256;

    private final Acceptance acceptance;

    MetricIntake(Acceptance acceptance) {
        this.acceptance = acceptance;
    }

    @Bean
    Commits<MetricPoint> pointCommits(
            MetricPoints points, Partitions partitions, IngestProperties properties, MeterRegistry metrics) {
        return new Commits<>("points", MetricPoint::workspace, points::store, partitions, properties, metrics);
    }

    List<MetricPoint> accept(Sender sender, ExportMetricsServiceRequest request, Rejections rejections) {
        var accepted = new ArrayList<MetricPoint>();
        for (ResourceMetrics resourceMetrics : request.getResourceMetricsList()) {
            var resource = sender.attributesOf(resourceMetrics.getResource());
            UUID workspace = sender.workspaceOf(resource);
            for (var scope : resourceMetrics.getScopeMetricsList()) {
                for (Metric metric : scope.getMetricsList()) {
                    var read = new Reading(sender, workspace, Sender.serviceOf(resource), metric, accepted, rejections);
                    read.all();
                }
            }
        }
        return accepted;
    }

    private final class Reading {

        private final Sender sender;
        private final @Nullable UUID workspace;
        private final String service;
        private final Metric metric;
        private final List<MetricPoint> accepted;
        private final Rejections rejections;

        Reading(
                Sender sender,
                @Nullable UUID workspace,
                String service,
                Metric metric,
                List<MetricPoint> accepted,
                Rejections rejections) {
            this.sender = sender;
            this.workspace = workspace;
            this.service = service;
            this.metric = metric;
            this.accepted = accepted;
            this.rejections = rejections;
        }

        void all() {
            switch (metric.getDataCase()) {
                case GAUGE -> metric.getGauge().getDataPointsList().forEach(point -> number("gauge", point));
                case SUM ->
                    metric.getSum().getDataPointsList().forEach(point -> number(sumType(metric.getSum()), point));
                case HISTOGRAM ->
                    metric.getHistogram()
                            .getDataPointsList()
                            .forEach(point -> add(
                                    temporal("histogram", metric.getHistogram().getAggregationTemporality()),
                                    point.getTimeUnixNano(),
                                    point.getAttributesList(),
                                    null,
                                    point.getCount(),
                                    point.getSum(),
                                    Buckets.explicit(point.getExplicitBoundsList(), point.getBucketCountsList())));
                case EXPONENTIAL_HISTOGRAM ->
                    metric.getExponentialHistogram()
                            .getDataPointsList()
                            .forEach(point -> add(
                                    temporal(
                                            "exponential_histogram",
                                            metric.getExponentialHistogram().getAggregationTemporality()),
                                    point.getTimeUnixNano(),
                                    point.getAttributesList(),
                                    null,
                                    point.getCount(),
                                    point.getSum(),
                                    buckets(point)));
                case SUMMARY ->
                    metric.getSummary()
                            .getDataPointsList()
                            .forEach(point -> add(
                                    "summary",
                                    point.getTimeUnixNano(),
                                    point.getAttributesList(),
                                    null,
                                    point.getCount(),
                                    point.getSum(),
                                    null));
                case DATA_NOT_SET -> {}
            }
        }

        private static String sumType(Sum sum) {
            if (sum.getAggregationTemporality() == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA) {
                return "sum_delta";
            }
            return sum.getIsMonotonic() ? "counter" : "sum";
        }

        private static String temporal(String type, AggregationTemporality temporality) {
            return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA ? type + "_delta" : type;
        }

        private static @Nullable Buckets buckets(ExponentialHistogramDataPoint point) {
            long negative = point.getNegative().getBucketCountsList().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            return Buckets.exponential(
                    point.getScale(),
                    point.getPositive().getOffset(),
                    point.getPositive().getBucketCountsList(),
                    point.getZeroCount() + negative);
        }

        private void number(String type, NumberDataPoint point) {
            if ((point.getFlags() & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) != 0) {
                return;
            }
            double value = point.hasAsInt() ? point.getAsInt() : point.getAsDouble();
            add(type, point.getTimeUnixNano(), point.getAttributesList(), value, null, null, null);
        }

        private void add(
                String type,
                long unixNanos,
                List<KeyValue> sent,
                @Nullable Double value,
                @Nullable Long count,
                @Nullable Double sum,
                @Nullable Buckets buckets) {
            Instant at = Instant.ofEpochSecond(
                            Long.divideUnsigned(unixNanos, 1_000_000_000),
                            Long.remainderUnsigned(unixNanos, 1_000_000_000))
                    .truncatedTo(ChronoUnit.MICROS);
            String reason = refused(at);
            if (workspace == null || reason != null) {
                rejections.add(reason == null ? Sender.NO_WORKSPACE : reason);
                return;
            }
            String attributes = Attributes.of(sent, sender.trusted()).json();
            accepted.add(new MetricPoint(
                    workspace,
                    at,
                    Text.key(metric.getName()),
                    Text.key(service),
                    hash(attributes),
                    type,
                    Text.bounded(metric.getUnit(), MAX_NAME),
                    value,
                    count,
                    sum,
                    buckets == null ? null : buckets.json(),
                    attributes));
        }

        private @Nullable String refused(Instant at) {
            if (workspace == null) {
                return Sender.NO_WORKSPACE;
            }
            return metric.getName().isBlank() ? "a metric needs a name" : acceptance.refused(workspace, at);
        }

        private long hash(String attributes) {
            return Text.hash(metric.getUnit() + "\n" + attributes);
        }
    }
}
