package io.switchgear.query.trace;

import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;

import io.switchgear.common.testing.Await;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** An instrumented application that calls through the router: two spans, one inference. */
class OneInferenceIT extends RunningService {

    private final String trace = Otlp.traceId();
    private final String server = Otlp.spanId();
    private final String client = Otlp.spanId();
    private final String http = Otlp.spanId();
    private final String router = Otlp.spanId();

    private Span.Builder serverSpan() {
        return Otlp.span(trace, server, null, "POST /checkout", now.minusSeconds(3), 900)
                .setKind(Span.SpanKind.SPAN_KIND_SERVER);
    }

    /** By deprecated names. */
    private Span.Builder clientSpan() {
        return Otlp.span(
                        trace,
                        client,
                        server,
                        "chat gpt-sim",
                        now.minusSeconds(3),
                        800,
                        "gen_ai.operation.name",
                        "chat",
                        "gen_ai.system",
                        "openai",
                        "gen_ai.request.model",
                        "gpt-sim",
                        "gen_ai.usage.prompt_tokens",
                        100,
                        "gen_ai.usage.completion_tokens",
                        20)
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT);
    }

    private Span.Builder httpSpan() {
        return Otlp.span(trace, http, client, "POST", now.minusSeconds(3), 790).setKind(Span.SpanKind.SPAN_KIND_CLIENT);
    }

    private void routerSends() {
        super.send(router(), Otlp.fromRouter(workspace, Otlp.request(trace, router, http, now.minusSeconds(2), 700)));
    }

    private void applicationSends(Span.Builder... spans) {
        send(apiKey(), Otlp.from("checkout", spans));
    }

    private void expect(int requests, int inputTokens) {
        Await.until(() -> {
            var kpis = get("/api/v1/metrics/home-kpis");
            assertThat(kpis.path("total_requests").path("value").doubleValue()).isEqualTo(requests);
            var item = get("/api/v1/traces").path("items").path(0);
            assertThat(item.path("input_tokens").longValue()).isEqualTo(inputTokens);
        });
    }

    @Test
    void routerFirst() {
        routerSends();
        expect(1, 100);
        applicationSends(serverSpan(), clientSpan(), httpSpan());
        // The numbers are the same as before: only the name tells that the list is the new one.
        Await.until(() -> assertThat(
                        get("/api/v1/traces").path("items").path(0).path("name").stringValue())
                .isEqualTo("POST /checkout"));
        expect(1, 100);
        var item = get("/api/v1/traces").path("items");
        assertThat(item.size()).isEqualTo(1);
        assertThat(item.path(0).path("service").stringValue()).isEqualTo("checkout");
        assertThat(item.path(0).path("duration_ms").doubleValue()).isEqualTo(900);
        // The one that counts is the router's, with its latency.
        assertThat(get("/api/v1/metrics/home-kpis").path("latency").path("p50").doubleValue())
                .isBetween(693.0, 707.0);
    }

    @Test
    void applicationFirstIsCorrectedWhenTheLinkArrives() {
        applicationSends(serverSpan(), clientSpan());
        expect(1, 100);
        routerSends();
        // Not known to be the same yet: the span between them is missing.
        expect(2, 200);
        applicationSends(httpSpan());
        expect(1, 100);
        assertThat(get("/api/v1/metrics/home-kpis").path("latency").path("p50").doubleValue())
                .isBetween(693.0, 707.0);
        assertThat(get("/api/v1/services").path("items").path(0).path("p95_ms").doubleValue())
                .isBetween(891.0, 909.0);
    }

    @Test
    void aCallBesideTheRoutersCountsItself() {
        routerSends();
        applicationSends(
                serverSpan(),
                httpSpan(),
                Otlp.span(
                        trace,
                        client,
                        server,
                        "llm",
                        now.minusSeconds(3),
                        5,
                        "openinference.span.kind",
                        "LLM",
                        "llm.model_name",
                        "m",
                        "llm.token_count.prompt",
                        7),
                Otlp.span(
                        trace,
                        Otlp.spanId(),
                        server,
                        "other",
                        now.minusSeconds(3),
                        5,
                        "llm.request.type",
                        "chat",
                        "llm.usage.prompt_tokens",
                        3));
        expect(2, 103);
    }
}
