package io.switchgear.bench.telemetry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import org.jspecify.annotations.Nullable;
import zipkin2.codec.SpanBytesEncoder;

/**
 * Traces of two spans, as an application with GenAI instrumentation sends them: the entry of a service, and its call of a model.
 * The same seed makes the same traces, in OTLP and in Zipkin's protobuf alike.
 */
final class Traffic {

    static final String WORKSPACE = "5ca1ab1e-0000-4000-8000-000000000001";
    private static final String[] SERVICES = {"payment-api", "user-auth", "inventory-svc", "notification-svc"};
    private static final String[] MODELS = {"gpt-4o", "gpt-4o-mini", "claude-sonnet-4", "gemini-2.5-pro"};

    /** Named by one trace in a hundred thousand. */
    static final String RARE = "quarterly-audit";

    private static final int TRACES_PER_BODY = 250;

    private final Random random;

    Traffic(long seed) {
        random = new Random(seed);
    }

    /** One body in both encodings. */
    record Body(byte[] otlp, byte[] zipkin, int spans) {}

    private record Attribute(String key, Object value) {}

    /** That many spans or a few more, in bodies of one service each. */
    List<Body> bodies(int spans, Instant newest, Duration spread) {
        var bodies = new ArrayList<Body>();
        for (int made = 0; made < spans; made += 2 * TRACES_PER_BODY) {
            bodies.add(body(TRACES_PER_BODY, newest, spread));
        }
        return bodies;
    }

    /** @param newest spans start within {@code spread} before it */
    Body body(int traces, Instant newest, Duration spread) {
        var service = SERVICES[random.nextInt(SERVICES.length)];
        var otlp = ExportTraceServiceRequest.newBuilder();
        var resource = otlp.addResourceSpansBuilder();
        resource.getResourceBuilder()
                .addAttributes(attribute(new Attribute("service.name", service)))
                .addAttributes(attribute(new Attribute("switchgear.workspace.id", WORKSPACE)));
        var scope = resource.addScopeSpansBuilder();
        var zipkin = new ArrayList<zipkin2.Span>();
        for (int i = 0; i < traces; i++) {
            byte[] trace = bytes(16);
            byte[] root = bytes(8);
            byte[] call = bytes(8);
            Instant start = newest.minusMillis((long) (random.nextDouble() * spread.toMillis()));
            long millis = 5 + (long) Math.exp(random.nextGaussian() + 6);
            boolean failed = random.nextInt(50) == 0;
            String name = random.nextInt(100_000) == 0 ? "POST /" + RARE : "POST /answer";
            String model = MODELS[random.nextInt(MODELS.length)];
            var entry = List.of(
                    new Attribute("http.request.method", "POST"),
                    new Attribute("http.route", "/answer"),
                    new Attribute("http.response.status_code", failed ? 502 : 200));
            var inference = new ArrayList<>(List.of(
                    new Attribute("gen_ai.operation.name", "chat"),
                    new Attribute("gen_ai.provider.name", "openai"),
                    new Attribute("gen_ai.request.model", model),
                    new Attribute("gen_ai.response.model", model),
                    new Attribute("gen_ai.usage.input_tokens", random.nextInt(4000)),
                    new Attribute("gen_ai.usage.output_tokens", random.nextInt(600)),
                    new Attribute("gen_ai.conversation.id", "c" + random.nextInt(1000))));
            if (failed) {
                inference.add(new Attribute("error.type", "rate_limit"));
            }
            scope.addSpans(otlp(trace, root, null, name, 2, start, millis + 2, failed, entry));
            scope.addSpans(otlp(trace, call, root, "chat " + model, 3, start.plusMillis(1), millis, failed, inference));
            zipkin.add(zipkin(service, trace, root, null, name, zipkin2.Span.Kind.SERVER, start, millis + 2, entry));
            zipkin.add(zipkin(
                    service,
                    trace,
                    call,
                    root,
                    "chat " + model,
                    zipkin2.Span.Kind.CLIENT,
                    start.plusMillis(1),
                    millis,
                    inference));
        }
        return new Body(otlp.build().toByteArray(), SpanBytesEncoder.PROTO3.encodeList(zipkin), 2 * traces);
    }

    private static Span otlp(
            byte[] trace,
            byte[] id,
            byte @Nullable [] parent,
            String name,
            int kind,
            Instant start,
            long millis,
            boolean failed,
            List<Attribute> attributes) {
        long nanos = start.getEpochSecond() * 1_000_000_000 + start.getNano();
        var span = Span.newBuilder()
                .setTraceId(ByteString.copyFrom(trace))
                .setSpanId(ByteString.copyFrom(id))
                .setName(name)
                .setKindValue(kind)
                .setStartTimeUnixNano(nanos)
                .setEndTimeUnixNano(nanos + millis * 1_000_000);
        if (parent != null) {
            span.setParentSpanId(ByteString.copyFrom(parent));
        }
        if (failed) {
            span.setStatus(Status.newBuilder()
                    .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                    .setMessage("rate limit"));
        }
        attributes.forEach(attribute -> span.addAttributes(attribute(attribute)));
        return span.build();
    }

    private static zipkin2.Span zipkin(
            String service,
            byte[] trace,
            byte[] id,
            byte @Nullable [] parent,
            String name,
            zipkin2.Span.Kind kind,
            Instant start,
            long millis,
            List<Attribute> attributes) {
        var span = zipkin2.Span.newBuilder()
                .traceId(HexFormat.of().formatHex(trace))
                .id(HexFormat.of().formatHex(id))
                .parentId(parent == null ? null : HexFormat.of().formatHex(parent))
                .name(name)
                .kind(kind)
                .localEndpoint(
                        zipkin2.Endpoint.newBuilder().serviceName(service).build())
                .timestamp(start.toEpochMilli() * 1000)
                .duration(millis * 1000);
        attributes.forEach(
                attribute -> span.putTag(attribute.key(), attribute.value().toString()));
        return span.build();
    }

    private static KeyValue attribute(Attribute attribute) {
        var value = attribute.value() instanceof Integer number
                ? AnyValue.newBuilder().setIntValue(number)
                : AnyValue.newBuilder().setStringValue(attribute.value().toString());
        return KeyValue.newBuilder().setKey(attribute.key()).setValue(value).build();
    }

    private byte[] bytes(int length) {
        var buffer = ByteBuffer.allocate(length).order(ByteOrder.BIG_ENDIAN);
        while (buffer.hasRemaining()) {
            buffer.putLong(random.nextLong());
        }
        return buffer.array();
    }
}
