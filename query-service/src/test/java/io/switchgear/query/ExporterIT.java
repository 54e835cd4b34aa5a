package io.switchgear.query;

import java.util.concurrent.TimeUnit;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

import io.switchgear.common.testing.Await;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** OpenTelemetry's own SDK and exporter for Java. */
class ExporterIT extends RunningService {

    private SdkTracerProvider sdk(String compression) {
        var headers = new HttpHeaders();
        apiKey().accept(headers);
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint("http://localhost:" + port + "/v1/traces")
                .setCompression(compression);
        headers.forEach((name, values) -> exporter.addHeader(name, values.getFirst()));
        return SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "java-app")))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter.build()).build())
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "none"})
    void itsSpansArrive(String compression) {
        try (var provider = sdk(compression)) {
            var tracer = provider.get("test");
            var parent = tracer.spanBuilder("GET /answer")
                    .setSpanKind(SpanKind.SERVER)
                    .startSpan();
            var call = tracer.spanBuilder("chat m")
                    .setSpanKind(SpanKind.CLIENT)
                    .setParent(io.opentelemetry.context.Context.root().with(parent))
                    .setAttribute("gen_ai.operation.name", "chat")
                    .setAttribute("gen_ai.provider.name", "anthropic")
                    .setAttribute("gen_ai.request.model", "m")
                    .setAttribute("gen_ai.usage.input_tokens", 11)
                    .setAttribute("gen_ai.usage.output_tokens", 5)
                    .startSpan();
            call.recordException(new IllegalStateException("no"));
            call.setStatus(StatusCode.ERROR, "no");
            call.end();
            parent.end();
            assertThat(provider.forceFlush().join(20, TimeUnit.SECONDS).isSuccess())
                    .isTrue();
        }
        Await.until(() -> {
            var item = get("/api/v1/traces").path("items").path(0);
            assertThat(item.path("name").stringValue()).isEqualTo("GET /answer");
            assertThat(item.path("service").stringValue()).isEqualTo("java-app");
            assertThat(item.path("provider").stringValue()).isEqualTo("anthropic");
            assertThat(item.path("input_tokens").longValue()).isEqualTo(11);
            var kpis = get("/api/v1/metrics/home-kpis");
            assertThat(kpis.path("total_requests").path("value").doubleValue()).isEqualTo(1);
            assertThat(kpis.path("error_rate").path("value").doubleValue()).isEqualTo(100);
        });
    }

    @Test
    void nothingIsThereBefore() {
        assertThat(get("/api/v1/traces").path("items").isEmpty()).isTrue();
    }
}
