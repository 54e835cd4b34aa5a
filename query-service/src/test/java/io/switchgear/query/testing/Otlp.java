package io.switchgear.query.testing;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageOrBuilder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;

/** Builds OTLP as the router and customers' SDKs send it. */
public final class Otlp {

    private Otlp() {}

    public static String traceId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    public static String spanId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    public static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    public static KeyValue attribute(String key, Object value) {
        var any = AnyValue.newBuilder();
        switch (value) {
            case String text -> any.setStringValue(text);
            case Integer number -> any.setIntValue(number);
            case Long number -> any.setIntValue(number);
            case Double number -> any.setDoubleValue(number);
            case Boolean flag -> any.setBoolValue(flag);
            default -> throw new IllegalArgumentException(value.toString());
        }
        return KeyValue.newBuilder().setKey(key).setValue(any).build();
    }

    /** A span with pairs of attribute name and value. */
    public static Span.Builder span(
            String traceId,
            String spanId,
            String parent,
            String name,
            Instant start,
            long millis,
            Object... attributes) {
        long nanos = start.getEpochSecond() * 1_000_000_000 + start.getNano();
        var span = Span.newBuilder()
                .setTraceId(bytes(traceId))
                .setSpanId(bytes(spanId))
                .setName(name)
                .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
                .setStartTimeUnixNano(nanos)
                .setEndTimeUnixNano(nanos + millis * 1_000_000);
        if (parent != null) {
            span.setParentSpanId(bytes(parent));
        }
        for (int i = 0; i < attributes.length; i += 2) {
            span.addAttributes(attribute((String) attributes[i], attributes[i + 1]));
        }
        return span;
    }

    /** The router's request span. */
    public static Span.Builder request(String traceId, String spanId, String parent, Instant start, long millis) {
        return span(
                traceId,
                spanId,
                parent,
                "chat gpt-sim",
                start,
                millis,
                "switchgear.kind",
                "request",
                "gen_ai.operation.name",
                "chat",
                "gen_ai.provider.name",
                "openai",
                "switchgear.provider",
                "primary",
                "gen_ai.request.model",
                "gpt-sim",
                "gen_ai.response.model",
                "gpt-sim-1",
                "gen_ai.usage.input_tokens",
                100,
                "gen_ai.usage.output_tokens",
                20,
                "switchgear.cost.nano_usd",
                1_500_000L,
                "switchgear.time_to_first_token_ms",
                12,
                "switchgear.attempts",
                2,
                "switchgear.api_key.id",
                "key-1");
    }

    /** A try below it. */
    public static Span.Builder attempt(
            String traceId, String parent, Instant start, long millis, int number, String outcome) {
        return span(
                        traceId,
                        spanId(),
                        parent,
                        "attempt",
                        start,
                        millis,
                        "switchgear.kind",
                        "attempt",
                        "switchgear.attempt.number",
                        number,
                        "switchgear.attempt.outcome",
                        outcome,
                        "switchgear.provider",
                        "primary",
                        "gen_ai.request.model",
                        "gpt-sim",
                        "gen_ai.operation.name",
                        "chat",
                        "switchgear.circuit.state",
                        "half-open",
                        "http.response.status_code",
                        500)
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT);
    }

    public static Status failed(String message) {
        return Status.newBuilder()
                .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                .setMessage(message)
                .build();
    }

    /** Spans of the router, for a workspace. */
    public static ExportTraceServiceRequest fromRouter(UUID workspace, Span.Builder... spans) {
        return of("router-service", Arrays.asList(spans), attribute("switchgear.workspace.id", workspace.toString()));
    }

    /** Spans of a customer's service. */
    public static ExportTraceServiceRequest from(String service, Span.Builder... spans) {
        return of(service, Arrays.asList(spans));
    }

    public static ExportTraceServiceRequest of(String service, List<Span.Builder> spans, KeyValue... resource) {
        var scope = ScopeSpans.newBuilder();
        spans.forEach(scope::addSpans);
        var attributes = new ArrayList<>(List.of(attribute("service.name", service)));
        attributes.addAll(List.of(resource));
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAllAttributes(attributes))
                        .addScopeSpans(scope))
                .build();
    }

    /** OTLP's JSON of these: protobuf's, with ids in hex. */
    public static String json(MessageOrBuilder request) {
        try {
            String json = com.google.protobuf.util.JsonFormat.printer().print(request);
            return java.util.regex.Pattern.compile("\"(traceId|spanId|parentSpanId)\": \"([^\"]+)\"")
                    .matcher(json)
                    .replaceAll(found -> "\"" + found.group(1) + "\": \""
                            + HexFormat.of()
                                    .formatHex(java.util.Base64.getDecoder().decode(found.group(2)))
                            + "\"");
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not a trace id: too short. */
    public static ByteString shortId() {
        return ByteString.copyFrom(ByteBuffer.allocate(3));
    }
}
