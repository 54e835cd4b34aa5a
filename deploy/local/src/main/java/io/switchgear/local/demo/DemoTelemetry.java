package io.switchgear.local.demo;

import java.time.Duration;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;

/** OpenTelemetry's SDK as a customer would set it up: spans to the gateway, with the workspace's API key. */
final class DemoTelemetry implements AutoCloseable {

    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> ENVIRONMENT = AttributeKey.stringKey("deployment.environment.name");
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final SdkTracerProvider provider;

    DemoTelemetry(String service, String gatewayUrl, String apiKey) {
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(gatewayUrl + "/v1/traces")
                .addHeader("Authorization", "Bearer " + apiKey)
                .setCompression("gzip")
                .setTimeout(Duration.ofSeconds(10))
                .build();
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().toBuilder()
                        .put(SERVICE_NAME, service)
                        .put(ENVIRONMENT, "demo")
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(INTERVAL)
                        .build())
                .build();
    }

    Tracer tracer() {
        return provider.get("io.switchgear.local.demo");
    }

    /** Sends what is pending, briefly. */
    @Override
    public void close() {
        provider.shutdown().join(2, java.util.concurrent.TimeUnit.SECONDS);
    }
}
