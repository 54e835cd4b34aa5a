package io.switchgear.query.span;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.switchgear.query.testing.Otlp;

import static org.assertj.core.api.Assertions.assertThat;

class SpanMapperTest {

    private static final Instant START = Instant.parse("2026-11-21T23:59:59.9999999Z");

    private static Span map(boolean trusted, Object... attributes) {
        var sent = Otlp.span(Otlp.traceId(), Otlp.spanId(), Otlp.spanId(), "name", START, 5, attributes);
        return SpanMapper.map(UUID.randomUUID(), "service", trusted, sent.build());
    }

    @ParameterizedTest
    @CsvSource({
        "gen_ai.usage.input_tokens, gen_ai.usage.output_tokens, gen_ai.provider.name, gen_ai.request.model",
        "gen_ai.usage.prompt_tokens, gen_ai.usage.completion_tokens, gen_ai.system, gen_ai.request.model",
        "llm.usage.prompt_tokens, llm.usage.completion_tokens, gen_ai.system, llm.request.model",
        "llm.token_count.prompt, llm.token_count.completion, llm.provider, llm.model_name"
    })
    void readsNamesOldAndNew(String input, String output, String provider, String model) {
        var call = map(false, input, 12, output, "7", provider, "OpenAI", model, "m")
                .call();
        assertThat(call.tokens().input()).isEqualTo(12);
        assertThat(call.tokens().output()).isEqualTo(7);
        assertThat(call.provider()).isEqualTo("openai");
        assertThat(call.model()).isEqualTo("m");
        assertThat(call.operation()).isEqualTo("chat");
    }

    @Test
    void newNamesWin() {
        var call = map(false, "gen_ai.usage.prompt_tokens", 1, "gen_ai.usage.input_tokens", 2)
                .call();
        assertThat(call.tokens().input()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "gen_ai.operation.name, chat, INFERENCE",
        "gen_ai.operation.name, embeddings, INFERENCE",
        "gen_ai.operation.name, execute_tool, INTERNAL",
        "gen_ai.operation.name, invoke_agent, INTERNAL",
        "openinference.span.kind, LLM, INFERENCE",
        "openinference.span.kind, CHAIN, INTERNAL",
        "llm.request.type, completion, INFERENCE",
        "traceloop.span.kind, tool, INTERNAL",
        "http.request.method, GET, INTERNAL"
    })
    void onlyModelsInferencesMayCount(String name, String value, SpanRole role) {
        assertThat(map(false, name, value).role()).isEqualTo(role);
    }

    @Test
    void rootsAndServersAreOperations() {
        var root = Otlp.span(Otlp.traceId(), Otlp.spanId(), null, "job", START, 5);
        assertThat(SpanMapper.map(UUID.randomUUID(), "s", false, root.build()).role())
                .isEqualTo(SpanRole.OPERATION);
        var server = Otlp.span(
                        Otlp.traceId(), Otlp.spanId(), Otlp.spanId(), "llm", START, 5, "gen_ai.operation.name", "chat")
                .setKind(SpanKind.SPAN_KIND_SERVER);
        assertThat(SpanMapper.map(UUID.randomUUID(), "s", false, server.build()).role())
                .isEqualTo(SpanRole.OPERATION);
    }

    @Test
    void probesOfIdleProvidersAreNobodysRequest() {
        var root = Otlp.span(
                Otlp.traceId(),
                Otlp.spanId(),
                null,
                "probe p",
                START,
                5,
                "switchgear.kind",
                "probe",
                "switchgear.provider",
                "p");
        assertThat(SpanMapper.map(UUID.randomUUID(), "router-service", true, root.build())
                        .role())
                .isEqualTo(SpanRole.INTERNAL);
    }

    @Test
    void ourAttributesAreBelievedFromOurselvesOnly() {
        var own =
                map(true, "switchgear.kind", "request", "switchgear.cost.nano_usd", 5, "gen_ai.operation.name", "chat");
        assertThat(own.role()).isEqualTo(SpanRole.REQUEST);
        assertThat(own.call().costNanoUsd()).isEqualTo(5);
        var other = map(
                false, "switchgear.kind", "request", "switchgear.cost.nano_usd", 5, "gen_ai.operation.name", "chat");
        assertThat(other.role()).isEqualTo(SpanRole.INFERENCE);
        assertThat(other.call().costNanoUsd()).isNull();
        assertThat(other.attributes()).doesNotContain("switchgear");
    }

    @Test
    void timesAreCutToTheMicrosecondSoThatNoDayIsRoundedUp() {
        var span = map(false);
        assertThat(span.startedAt()).isEqualTo(Instant.parse("2026-11-21T23:59:59.999999Z"));
        assertThat(span.day()).isEqualTo("2026-11-21");
        assertThat(span.durationMicros()).isEqualTo(5000);
    }

    @Test
    void nonsenseIsNoNumber() {
        var call = map(
                        false,
                        "gen_ai.usage.input_tokens",
                        -4,
                        "gen_ai.usage.output_tokens",
                        Long.MAX_VALUE,
                        "gen_ai.evaluation.score.value",
                        "high")
                .call();
        assertThat(call.tokens()).isEqualTo(Tokens.NONE);
        assertThat(call.quality()).isNull();
    }

    @Test
    void whatCountsIsNotCrowdedOutByPrompts() {
        var attributes = new ArrayList<Object>();
        for (int i = 0; i < 200; i++) {
            attributes.addAll(List.of("gen_ai.prompt." + i + ".content", "x".repeat(10_000)));
        }
        attributes.addAll(List.of("gen_ai.operation.name", "chat", "gen_ai.usage.input_tokens", 5));
        var span = map(false, attributes.toArray());
        assertThat(span.call().tokens().input()).isEqualTo(5);
        assertThat(span.role()).isEqualTo(SpanRole.INFERENCE);
        assertThat(span.attributes().length()).isBetween(200_000, 300_000);
    }

    @Test
    void theExceptionNamesTheError() {
        var sent = Otlp.span(Otlp.traceId(), Otlp.spanId(), null, "x", START, 5)
                .setStatus(Otlp.failed("no"))
                .addEvents(io.opentelemetry.proto.trace.v1.Span.Event.newBuilder()
                        .setName("exception")
                        .addAttributes(Otlp.attribute("exception.type", "java.io.IOException")));
        assertThat(SpanMapper.map(UUID.randomUUID(), "s", false, sent.build()).errorType())
                .isEqualTo("java.io.IOException");
    }

    @Test
    void keysFitIntoAnIndex() {
        String text = "\uD83D\uDE00".repeat(200);
        assertThat(Text.key(text)).isEqualTo("\uD83D\uDE00".repeat(100));
        assertThat(Text.key("a".repeat(300))).hasSize(256);
        assertThat(Text.key("é".repeat(256))).hasSize(200);
        assertThat(Text.key("€".repeat(256))).hasSize(133);
    }

    @Test
    void endsBeforeItStartsLastsZero() {
        var sent = Otlp.span(Otlp.traceId(), Otlp.spanId(), null, "x", START, -50);
        assertThat(SpanMapper.map(UUID.randomUUID(), "s", false, sent.build()).durationMicros())
                .isZero();
    }

    @Test
    void idsSurviveTheirForms() {
        String trace = Otlp.traceId();
        String span = Otlp.spanId();
        assertThat(Ids.hex(Ids.traceFromHex(trace))).isEqualTo(trace);
        assertThat(Ids.hex(Ids.spanFromHex(span))).isEqualTo(span);
        assertThat(Ids.traceFromHex("xyz")).isNull();
        assertThat(Ids.trace(Otlp.shortId())).isNull();
    }
}
