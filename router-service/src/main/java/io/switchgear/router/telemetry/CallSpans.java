package io.switchgear.router.telemetry;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import org.jspecify.annotations.Nullable;

import io.switchgear.common.genai.GenAi;
import io.switchgear.router.price.Tokens;

/**
 * A call as OpenTelemetry spans: one for the request, one below it for each attempt, by the semantic conventions for generative AI and
 * with Switchgear's own attributes. Pure.
 */
final class CallSpans {

    static final InstrumentationScope SCOPE =
            InstrumentationScope.newBuilder().setName("switchgear.router").build();

    private CallSpans() {}

    static ResourceSpans of(CallRecord call, String instance) {
        var spans = ScopeSpans.newBuilder().setScope(SCOPE).addSpans(request(call));
        call.attempts().forEach(attempt -> spans.addSpans(attempt(call, attempt)));
        return ResourceSpans.newBuilder()
                .setResource(resource(call.workspaceId(), instance))
                .addScopeSpans(spans)
                .build();
    }

    static Resource resource(UUID workspace, String instance) {
        return Resource.newBuilder()
                .addAttributes(Attributes.of(GenAi.SERVICE_NAME, "router-service"))
                .addAttributes(Attributes.of(GenAi.SERVICE_INSTANCE, instance))
                .addAttributes(Attributes.of(GenAi.WORKSPACE, workspace.toString()))
                .build();
    }

    private static Span request(CallRecord call) {
        var span = span(
                call.span(),
                call.operation() + " " + call.requestedModel(),
                Span.SpanKind.SPAN_KIND_INTERNAL,
                call.startedAt(),
                call.endedAt());
        var served = call.served();
        var cost = call.cost();
        var attributes = new Attributes(span)
                .put(GenAi.KIND, "request")
                .put(GenAi.OPERATION_NAME, call.operation())
                .put(GenAi.REQUEST_MODEL, call.requestedModel())
                .put(GenAi.POOL, call.route())
                .put(GenAi.ATTEMPTS, (long) call.attempts().size())
                .put(GenAi.STREAMED, call.streamed())
                .put(GenAi.TIME_TO_FIRST_TOKEN, call.timeToFirstTokenMs())
                .put(GenAi.API_KEY, call.apiKeyId())
                .put("switchgear.arm", call.arm())
                .put(GenAi.REQUEST_ID, call.requestId())
                .put("switchgear.http.status_code", (long) call.status())
                .put(GenAi.ERROR_TYPE, call.errorType())
                .put(GenAi.RESPONSE_MODEL, call.answer().model())
                .put(GenAi.RESPONSE_ID, call.answer().id())
                .put(GenAi.FINISH_REASONS, call.answer().finishReasons());
        if (served != null) {
            attributes
                    .put(GenAi.PROVIDER, served.provider())
                    .put(GenAi.PROVIDER_NAME, served.providerType())
                    .put(GenAi.TARGET_MODEL, served.model());
        }
        usage(attributes, call.answer().usage());
        if (cost != null) {
            attributes.put(GenAi.COST, cost.nanoUsd()).put(GenAi.PRICE_VERSION, cost.priceVersion());
        }
        return span.setStatus(status(call.error())).build();
    }

    private static void usage(Attributes attributes, @Nullable Tokens usage) {
        if (usage == null) {
            return;
        }
        attributes
                .put(GenAi.INPUT_TOKENS, usage.input())
                .put(GenAi.OUTPUT_TOKENS, usage.output())
                .put(GenAi.CACHE_READ_TOKENS, positive(usage.cacheRead()))
                .put(GenAi.CACHE_WRITE_TOKENS, positive(usage.cacheWrite()))
                .put("gen_ai.usage.reasoning.output_tokens", positive(usage.reasoning()));
    }

    private static @Nullable Long positive(long count) {
        return count > 0 ? count : null;
    }

    private static Span attempt(CallRecord call, AttemptRecord attempt) {
        var span = span(
                attempt.span(),
                call.operation() + " " + attempt.model(),
                Span.SpanKind.SPAN_KIND_CLIENT,
                attempt.startedAt(),
                attempt.endedAt());
        boolean failed = attempt.error() != null;
        new Attributes(span)
                .put(GenAi.KIND, "attempt")
                .put(GenAi.OPERATION_NAME, call.operation())
                .put(GenAi.REQUEST_MODEL, attempt.model())
                .put(GenAi.POOL, call.route())
                .put(GenAi.PROVIDER, attempt.provider())
                .put(GenAi.PROVIDER_NAME, attempt.providerType())
                .put(GenAi.TARGET_MODEL, attempt.model())
                .put(GenAi.ATTEMPT_NUMBER, (long) attempt.number())
                .put(GenAi.ATTEMPT_OUTCOME, attempt.outcome())
                .put(GenAi.CIRCUIT_STATE, attempt.circuit().wire())
                .put(GenAi.HTTP_STATUS, attempt.status() == null ? null : (long) attempt.status())
                .put(GenAi.ERROR_TYPE, failed ? attempt.outcome() : null)
                .put("switchgear.hedge", attempt.hedge())
                .put("switchgear.rescue", attempt.rescue());
        return span.setStatus(status(attempt.error())).build();
    }

    static Span.Builder span(TraceContext context, String name, Span.SpanKind kind, Instant start, Instant end) {
        var span = Span.newBuilder()
                .setTraceId(bytes(context.traceId()))
                .setSpanId(bytes(context.spanId()))
                .setName(name)
                .setKind(kind)
                .setStartTimeUnixNano(nanos(start))
                .setEndTimeUnixNano(nanos(end));
        if (context.parentId() != null) {
            span.setParentSpanId(bytes(context.parentId()));
        }
        return span;
    }

    static Status status(@Nullable String error) {
        return error == null
                ? Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_OK).build()
                : Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage(error)
                        .build();
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}
