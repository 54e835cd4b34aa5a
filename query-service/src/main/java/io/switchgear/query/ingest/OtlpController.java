package io.switchgear.query.ingest;

import java.util.function.BiFunction;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.FromService;
import io.switchgear.common.identity.Grant;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.query.metric.MetricPoint;
import io.switchgear.query.span.Span;

/** OTLP/HTTP. A request is acknowledged after its commit. */
@RestController
class OtlpController {

    private final OtlpBody body;
    private final InFlightBytes inFlight;
    private final TraceIntake traceIntake;
    private final Commits<Span> spanCommits;
    private final MetricIntake metricIntake;
    private final Commits<MetricPoint> pointCommits;

    OtlpController(
            OtlpBody body,
            InFlightBytes inFlight,
            TraceIntake traceIntake,
            Commits<Span> spanCommits,
            MetricIntake metricIntake,
            Commits<MetricPoint> pointCommits) {
        this.body = body;
        this.inFlight = inFlight;
        this.traceIntake = traceIntake;
        this.spanCommits = spanCommits;
        this.metricIntake = metricIntake;
        this.pointCommits = pointCommits;
    }

    @PostMapping("/v1/traces")
    Mono<ResponseEntity<byte[]>> traces(
            @Requires(Permission.TELEMETRY_WRITE) @FromService(Grant.TELEMETRY_WRITE) Caller caller,
            ServerWebExchange exchange) {
        return receive(caller, exchange, this::storeTraces);
    }

    @PostMapping("/v1/metrics")
    Mono<ResponseEntity<byte[]>> metrics(
            @Requires(Permission.TELEMETRY_WRITE) @FromService(Grant.TELEMETRY_WRITE) Caller caller,
            ServerWebExchange exchange) {
        return receive(caller, exchange, this::storeMetrics);
    }

    private record Received(Sender sender, OtlpEncoding encoding, byte[] body) {}

    private Mono<ResponseEntity<byte[]>> receive(
            Caller caller, ServerWebExchange exchange, BiFunction<Sender, Received, Mono<byte[]>> store) {
        return Mono.defer(() -> {
            var sender = Sender.of(caller);
            var request = exchange.getRequest();
            OtlpEncoding named = OtlpEncoding.named(request.getHeaders());
            var lease = inFlight.lease(sender.name());
            return body.read(request, lease)
                    .map(bytes -> new Received(sender, named == null ? OtlpEncoding.of(bytes) : named, bytes))
                    .flatMap(received -> store.apply(sender, received)
                            .map(answer -> ResponseEntity.ok()
                                    .contentType(received.encoding().contentType())
                                    .body(answer)))
                    .doFinally(end -> lease.release());
        });
    }

    private Mono<byte[]> storeTraces(Sender sender, Received received) {
        var request = received.encoding()
                .read(received.body(), ExportTraceServiceRequest.parser(), ExportTraceServiceRequest.newBuilder());
        var rejections = new Rejections();
        var spans = traceIntake.accept(sender, request, rejections);
        return spanCommits.add(spans, rejections).then(Mono.fromSupplier(() -> {
            var answer = ExportTraceServiceResponse.newBuilder();
            if (rejections.count() > 0) {
                answer.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(rejections.count())
                        .setErrorMessage(rejections.message()));
            }
            return received.encoding().write(answer.build());
        }));
    }

    private Mono<byte[]> storeMetrics(Sender sender, Received received) {
        var request = received.encoding()
                .read(received.body(), ExportMetricsServiceRequest.parser(), ExportMetricsServiceRequest.newBuilder());
        var rejections = new Rejections();
        var points = metricIntake.accept(sender, request, rejections);
        return pointCommits.add(points, rejections).then(Mono.fromSupplier(() -> {
            var answer = ExportMetricsServiceResponse.newBuilder();
            if (rejections.count() > 0) {
                answer.setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                        .setRejectedDataPoints(rejections.count())
                        .setErrorMessage(rejections.message()));
            }
            return received.encoding().write(answer.build());
        }));
    }
}
