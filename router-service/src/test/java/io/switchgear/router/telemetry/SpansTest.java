package io.switchgear.router.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.price.Cost;
import io.switchgear.router.price.Tokens;
import io.switchgear.router.usage.Tally;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written by hand is read by the published classes, and written by them again to the same bytes. */
class SpansTest {

    private static final UUID WORKSPACE = UUID.randomUUID();
    private static final Instant START = Instant.parse("2026-11-21T10:00:00.123456789Z");
    private static final Instant END = START.plusMillis(1500);
    private static final TraceContext REQUEST =
            new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "ff00000000000001");

    private static ResourceSpans read(byte[] written) {
        try {
            var read = ResourceSpans.parseFrom(written);
            assertThat(read.toByteArray()).isEqualTo(written);
            return read;
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, AnyValue> values(List<KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
    }

    private static AttemptRecord attempt(int number, String outcome, String error) {
        return new AttemptRecord(
                new TraceContext(REQUEST.traceId(), "000000000000000" + number, REQUEST.spanId()),
                number,
                "east",
                "openai",
                "gpt-ä",
                CircuitState.HALF_OPEN,
                outcome,
                error == null ? 200 : 503,
                error,
                number == 2,
                false,
                START,
                END);
    }

    private static CallRecord call(String error, AttemptRecord... attempts) {
        return new CallRecord(
                WORKSPACE,
                REQUEST,
                "chat",
                "pool",
                "pool",
                true,
                List.of(attempts),
                attempts.length == 0 ? null : attempts[attempts.length - 1],
                new Tally("id-1", "gpt", List.of("stop", "length"), new Tokens(120, 300_000, 4, 0, 7)),
                new Cost(1_234_567_890_123L, "book-1"),
                200,
                error == null ? null : "timeout",
                error,
                0L,
                null,
                "b",
                "request-1",
                START,
                END);
    }

    @Test
    void aCallIsItsRequestAndItsAttempts() {
        var read = read(CallSpans.of(
                call(null, attempt(1, "server", "HTTP 503: später"), attempt(2, "success", null)), "router-1"));
        assertThat(values(read.getResource().getAttributesList()))
                .containsEntry("switchgear.workspace.id", text(WORKSPACE.toString()))
                .containsEntry("service.instance.id", text("router-1"))
                .containsEntry("service.name", text("router-service"));
        var scope = read.getScopeSpans(0);
        assertThat(scope.getScope().getName()).isEqualTo("switchgear.router");
        assertThat(scope.getSpansList())
                .extracting(Span::getName)
                .containsExactly("chat pool", "chat gpt-ä", "chat gpt-ä");

        Span request = scope.getSpans(0);
        assertThat(request.getTraceId()).isEqualTo(ByteString.fromHex(REQUEST.traceId()));
        assertThat(request.getSpanId()).isEqualTo(ByteString.fromHex(REQUEST.spanId()));
        assertThat(request.getParentSpanId()).isEqualTo(ByteString.fromHex("ff00000000000001"));
        assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_INTERNAL);
        assertThat(request.getStartTimeUnixNano()).isEqualTo(1795255200123456789L);
        assertThat(request.getEndTimeUnixNano()).isEqualTo(1795255201623456789L);
        assertThat(request.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_OK);
        assertThat(values(request.getAttributesList()))
                .containsEntry("switchgear.kind", text("request"))
                .containsEntry("gen_ai.usage.output_tokens", number(300_000))
                .containsEntry("switchgear.cost.nano_usd", number(1_234_567_890_123L))
                .containsEntry("switchgear.time_to_first_token_ms", number(0))
                .containsEntry("switchgear.attempts", number(2))
                .doesNotContainKey("switchgear.api_key.id")
                .hasEntrySatisfying(
                        "gen_ai.response.finish_reasons",
                        reasons -> assertThat(reasons.getArrayValue().getValuesList())
                                .containsExactly(text("stop"), text("length")));

        Span failed = scope.getSpans(1);
        assertThat(failed.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(failed.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(failed.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(failed.getStatus().getMessage()).isEqualTo("HTTP 503: später");
        assertThat(values(failed.getAttributesList()))
                .containsEntry("http.response.status_code", number(503))
                .containsEntry("switchgear.circuit.state", text("half-open"))
                .containsEntry(
                        "switchgear.hedge",
                        AnyValue.newBuilder().setBoolValue(false).build());
    }

    /** Lengths have as many bytes as they need, wherever they stand. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 126, 127, 128, 129, 16_382, 16_383, 16_384, 16_385, 100_000})
    void texts(int length) {
        String text = "x".repeat(length);
        assertThat(read(CallSpans.of(call(text + "!"), "r"))
                        .getScopeSpans(0)
                        .getSpans(0)
                        .getStatus()
                        .getMessage())
                .isEqualTo(text + "!");
        String wide = text + "é漢😀";
        assertThat(read(CallSpans.of(call(wide), "r"))
                        .getScopeSpans(0)
                        .getSpans(0)
                        .getStatus()
                        .getMessage())
                .isEqualTo(wide);
    }

    @Test
    void aProbeNamesTheEventThatItHasCaused() {
        var probe = new ProbeRecord(
                WORKSPACE,
                new TraceContext(REQUEST.traceId(), REQUEST.spanId(), null),
                "east",
                "openai",
                CircuitState.HALF_OPEN,
                "success",
                200,
                null,
                17L,
                CircuitState.CLOSED,
                START,
                END);
        Span span = read(ProbeSpans.of(probe, "router-1")).getScopeSpans(0).getSpans(0);
        assertThat(span.getName()).isEqualTo("probe east");
        assertThat(span.getParentSpanId()).isEqualTo(ByteString.EMPTY);
        assertThat(values(span.getAttributesList())).containsEntry("switchgear.circuit.event.version", number(17));
        assertThat(span.getEventsList()).singleElement().satisfies(event -> {
            assertThat(event.getName()).isEqualTo("switchgear.circuit");
            assertThat(event.getTimeUnixNano()).isEqualTo(span.getEndTimeUnixNano());
            assertThat(values(event.getAttributesList()))
                    .containsEntry("switchgear.circuit.from", text("half-open"))
                    .containsEntry("switchgear.circuit.to", text("closed"))
                    .containsEntry("switchgear.circuit.event.version", text("17"));
        });
    }

    private static AnyValue text(String value) {
        return AnyValue.newBuilder().setStringValue(value).build();
    }

    private static AnyValue number(long value) {
        return AnyValue.newBuilder().setIntValue(value).build();
    }
}
