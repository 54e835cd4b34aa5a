package io.switchgear.health.series;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import tools.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** {@code ExportMetricsServiceRequest} in OTLP's JSON, as far as gauges need it (opentelemetry.proto.metrics.v1). */
@JsonNaming(LowerCamelCaseStrategy.class)
record OtlpMetrics(List<ResourceMetrics> resourceMetrics) {

    @JsonNaming(LowerCamelCaseStrategy.class)
    record ResourceMetrics(Resource resource, List<ScopeMetrics> scopeMetrics) {}

    @JsonNaming(LowerCamelCaseStrategy.class)
    record Resource(List<KeyValue> attributes) {}

    @JsonNaming(LowerCamelCaseStrategy.class)
    record ScopeMetrics(Scope scope, List<Metric> metrics) {}

    @JsonNaming(LowerCamelCaseStrategy.class)
    record Scope(String name) {}

    @JsonNaming(LowerCamelCaseStrategy.class)
    record Metric(String name, String unit, Gauge gauge) {}

    @JsonNaming(LowerCamelCaseStrategy.class)
    record Gauge(List<DataPoint> dataPoints) {}

    /** @param timeUnixNano as a text: JSON's numbers are too short for it */
    @JsonNaming(LowerCamelCaseStrategy.class)
    record DataPoint(String timeUnixNano, double asDouble, List<KeyValue> attributes) {}

    @JsonNaming(LowerCamelCaseStrategy.class)
    record KeyValue(String key, AnyValue value) {

        static KeyValue of(String key, String value) {
            return new KeyValue(key, new AnyValue(value));
        }
    }

    @JsonNaming(LowerCamelCaseStrategy.class)
    record AnyValue(String stringValue) {}

    /** All points as of one moment. */
    static OtlpMetrics of(List<Point> points, Instant at) {
        Map<UUID, List<Point>> byWorkspace = points.stream()
                .collect(Collectors.groupingBy(Point::workspace, LinkedHashMap::new, Collectors.toList()));
        return new OtlpMetrics(byWorkspace.entrySet().stream()
                .map(entry -> resource(entry.getKey(), entry.getValue(), at))
                .toList());
    }

    private static ResourceMetrics resource(UUID workspace, List<Point> points, Instant at) {
        Map<String, List<Point>> byMetric =
                points.stream().collect(Collectors.groupingBy(Point::metric, LinkedHashMap::new, Collectors.toList()));
        return new ResourceMetrics(
                new Resource(List.of(
                        KeyValue.of("service.name", "health-service"),
                        KeyValue.of("switchgear.workspace.id", workspace.toString()))),
                List.of(new ScopeMetrics(
                        new Scope("io.switchgear.health"),
                        byMetric.values().stream()
                                .map(metric -> metric(metric, at))
                                .toList())));
    }

    private static Metric metric(List<Point> points, Instant at) {
        String nanos = Long.toString(at.toEpochMilli() * 1_000_000);
        return new Metric(
                points.getFirst().metric(),
                points.getFirst().unit(),
                new Gauge(points.stream()
                        .map(point -> new DataPoint(
                                nanos,
                                point.value(),
                                point.attributes().entrySet().stream()
                                        .map(entry -> KeyValue.of(entry.getKey(), entry.getValue()))
                                        .toList()))
                        .toList()));
    }
}
