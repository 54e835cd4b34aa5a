package io.switchgear.router.telemetry;

import io.opentelemetry.proto.trace.v1.Span;
import org.jspecify.annotations.Nullable;

import io.switchgear.common.genai.GenAi;
import io.switchgear.router.price.Tokens;

/**
 * A call as OpenTelemetry spans: one for the request, one below it for each attempt, by the semantic conventions for generative AI and
 * with Switchgear's own attributes. Pure.
 */
final class CallSpans {

    private CallSpans() {}

    /** @return an {@link io.opentelemetry.proto.trace.v1.ResourceSpans} */
    static byte[] of(CallRecord call, String instance) {
        var spans = new Spans(call.workspaceId(), instance).add(head(call), span -> request(call, span));
        for (AttemptRecord attempt : call.attempts()) {
            spans.add(head(call, attempt), span -> attempt(call, attempt, span));
        }
        return spans.written();
    }

    private static Spans.Head head(CallRecord call) {
        return new Spans.Head(
                call.span(),
                call.operation() + " " + call.requestedModel(),
                Span.SpanKind.SPAN_KIND_INTERNAL,
                call.startedAt(),
                call.endedAt(),
                call.error());
    }

    private static Spans.Head head(CallRecord call, AttemptRecord attempt) {
        return new Spans.Head(
                attempt.span(),
                call.operation() + " " + attempt.model(),
                Span.SpanKind.SPAN_KIND_CLIENT,
                attempt.startedAt(),
                attempt.endedAt(),
                attempt.error());
    }

    private static void request(CallRecord call, Attributes span) {
        var served = call.served();
        var cost = call.cost();
        span.put(GenAi.KIND, "request")
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
            span.put(GenAi.PROVIDER, served.provider())
                    .put(GenAi.PROVIDER_NAME, served.providerType())
                    .put(GenAi.TARGET_MODEL, served.model());
        }
        usage(span, call.answer().usage());
        if (cost != null) {
            span.put(GenAi.COST, cost.nanoUsd()).put(GenAi.PRICE_VERSION, cost.priceVersion());
        }
    }

    private static void usage(Attributes span, @Nullable Tokens usage) {
        if (usage == null) {
            return;
        }
        span.put(GenAi.INPUT_TOKENS, usage.input())
                .put(GenAi.OUTPUT_TOKENS, usage.output())
                .put(GenAi.CACHE_READ_TOKENS, positive(usage.cacheRead()))
                .put(GenAi.CACHE_WRITE_TOKENS, positive(usage.cacheWrite()))
                .put("gen_ai.usage.reasoning.output_tokens", positive(usage.reasoning()));
    }

    private static @Nullable Long positive(long count) {
        return count > 0 ? count : null;
    }

    private static void attempt(CallRecord call, AttemptRecord attempt, Attributes span) {
        boolean failed = attempt.error() != null;
        span.put(GenAi.KIND, "attempt")
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
    }
}
