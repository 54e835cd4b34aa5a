package io.switchgear.query.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

import io.switchgear.common.testing.Await;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** Spans that are too large, too deep, forged or wrong: they are cut or fail alone. */
class HostileSpansIT extends RunningService {

    private static final String STORED = "select count(*) from spans where workspace_id = :workspace";

    /** What is as large as a body may be is stored without it, and its neighbours are whole. */
    @Test
    void hugeAttributesAreCut() {
        String trace = Otlp.traceId();
        var deep = AnyValue.newBuilder().setStringValue("bottom");
        for (int i = 0; i < 40; i++) {
            deep = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(deep));
        }
        var wide = ArrayValue.newBuilder();
        for (int i = 0; i < 100_000; i++) {
            wide.addValues(AnyValue.newBuilder().setIntValue(i));
        }
        var huge = Otlp.request(trace, Otlp.spanId(), null, now.minusSeconds(2), 10)
                .addAttributes(Otlp.attribute("gen_ai.prompt", "x".repeat(10_000_000)))
                .addAttributes(KeyValue.newBuilder().setKey("deep").setValue(deep))
                .addAttributes(KeyValue.newBuilder()
                        .setKey("wide")
                        .setValue(AnyValue.newBuilder().setArrayValue(wide)));
        for (int i = 0; i < 300; i++) {
            huge.addAttributes(Otlp.attribute("a" + i, "y"));
        }
        var small = Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minusSeconds(2), 10);
        var partial = send(router(), Otlp.fromRouter(workspace, huge, small)).getPartialSuccess();
        assertThat(partial.getRejectedSpans()).isZero();
        assertThat(count(STORED)).isEqualTo(2);
        assertThat(count("select max(length(attributes::text))::bigint from spans where workspace_id = :workspace"))
                .isLessThan(30_000);
        assertThat(count("select max((select count(*) from jsonb_object_keys(attributes)))::bigint from spans"
                        + " where workspace_id = :workspace"))
                .isEqualTo(128);
        var item = get("/api/v1/traces?q=" + trace).path("items").path(0);
        assertThat(item.path("input_tokens").longValue()).isEqualTo(100);
    }

    /** Nesting that no reader can follow is refused, and nothing of the request is kept. */
    @Test
    void bottomlessNestingIsRefused() {
        var deep = AnyValue.newBuilder().setStringValue("bottom").build();
        for (int i = 0; i < 500; i++) {
            deep = AnyValue.newBuilder()
                    .setArrayValue(ArrayValue.newBuilder().addValues(deep))
                    .build();
        }
        var span = Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now, 1)
                .addAttributes(KeyValue.newBuilder().setKey("deep").setValue(deep));
        post(router(), PROTOBUF, Otlp.fromRouter(workspace, span).toByteArray())
                .expectStatus()
                .isBadRequest();
        String json = "{\"resourceSpans\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
        post(router(), MediaType.APPLICATION_JSON, json.getBytes(StandardCharsets.UTF_8))
                .expectStatus()
                .isBadRequest();
        assertThat(count(STORED)).isZero();
    }

    /** Names of any length and script, and counts without end, stop neither this workspace's rollups nor the others'. */
    @Test
    void rollupsSurviveHostileNamesAndNumbers() {
        var random = new java.util.Random(1);
        var names = java.util.stream.Stream.generate(() -> random.ints(256, 0x20000, 0x2A6D0)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .limit(4)
                .toList();
        var spans = java.util.stream.IntStream.range(0, 3000)
                .mapToObj(i -> Otlp.span(
                        Otlp.traceId(),
                        Otlp.spanId(),
                        null,
                        "chat",
                        now.minusSeconds(60),
                        400L * 86_400_000,
                        "switchgear.kind",
                        "request",
                        "switchgear.provider",
                        names.get(0),
                        "gen_ai.request.model",
                        names.get(1),
                        "switchgear.api_key.id",
                        names.get(2),
                        "gen_ai.operation.name",
                        "chat",
                        "gen_ai.usage.input_tokens",
                        1_000_000_000_000L))
                .toList();
        for (int i = 0; i < 100; i++) {
            // Sums beyond a bigint: 3,000 spans of 400 days each are 10¹⁷ µs.
            database.sql("""
                insert into rollup_delta values (:workspace, date_trunc('minute', now(), 'UTC'), 'operation', 's', '', '', '',
                    'ok', 1, 0, 0, 0, 0, 0, 0, 1000000000000000000, 0, 0, now())
                """).bind("workspace", workspace).then().block();
        }
        send(router(), Otlp.of(names.get(3), spans, Otlp.attribute("switchgear.workspace.id", workspace.toString())));
        Await.until(() -> assertThat(count("select count(*) from rollup_delta where workspace_id = :workspace"))
                .isZero());
        assertThat(get("/api/v1/metrics/home-kpis?range=1h")
                        .path("total_requests")
                        .path("value")
                        .doubleValue())
                .isEqualTo(3000);
        assertThat(get("/api/v1/services?range=1h").path("items").size()).isEqualTo(2);
    }

    @Test
    void badSpansFailAlone() {
        var start = now.minusSeconds(1);
        var noTrace =
                Otlp.request(Otlp.traceId(), Otlp.spanId(), null, start, 1).setTraceId(Otlp.shortId());
        var noSpan = Otlp.request(Otlp.traceId(), "0000000000000000", null, start, 1);
        var future = Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.plus(Duration.ofMinutes(6)), 1);
        var ancient = Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minus(Duration.ofDays(32)), 1);
        var farFuture =
                Otlp.request(Otlp.traceId(), Otlp.spanId(), null, start, 1).setStartTimeUnixNano(-1);
        var hostile = Otlp.span(
                Otlp.traceId(),
                Otlp.spanId(),
                null,
                "nul \0 tab \t newline \n back \\N '; drop table spans; --",
                start,
                1,
                "odd \0 name",
                "odd \0 value \\ \t",
                "long",
                "x".repeat(100_000),
                "not a number",
                Double.NaN);
        var early = Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.plus(Duration.ofMinutes(4)), 1);
        var late = Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minus(Duration.ofDays(29)), 1);

        var partial = send(
                        router(),
                        Otlp.fromRouter(workspace, noTrace, noSpan, future, ancient, farFuture, hostile, early, late))
                .getPartialSuccess();

        assertThat(partial.getRejectedSpans()).isEqualTo(5);
        assertThat(partial.getErrorMessage())
                .contains("trace id", "span id", "5 minutes in the future", "retention of 30 days");
        assertThat(count(STORED)).isEqualTo(3);
        Await.until(() -> assertThat(get("/api/v1/metrics/home-kpis?range=30d")
                        .path("total_requests")
                        .path("value")
                        .doubleValue())
                .isEqualTo(1));
        assertThat(get("/api/v1/traces?q=drop%20table").path("items").size()).isEqualTo(1);
    }

    @Test
    void customersCannotWriteOurAttributesNorForOthers() {
        UUID other = UUID.randomUUID();
        var forged = Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minusSeconds(1), 10);
        send(apiKey(), Otlp.fromRouter(other, forged));
        assertThat(count(STORED)).isEqualTo(1);
        assertThat(count("select count(*) from spans where workspace_id = :workspace and role = 'inference'"
                        + " and cost_nano_usd is null and provider = 'openai'"
                        + " and not exists (select from jsonb_object_keys(attributes) k where k like 'switchgear.%')"))
                .isEqualTo(1);
        assertThat(get(viewer(other), "/api/v1/traces").path("items").isEmpty()).isTrue();
    }

    /** Whatever PostgreSQL may have against a span: it is refused, its neighbours are stored and counted. */
    @Test
    void whatPostgresqlRefusesFailsAlone() {
        database.sql("alter table spans add constraint unwanted check (name <> 'unwanted')")
                .then()
                .block();
        try {
            var spans = new ArrayList<Span.Builder>();
            for (int i = 0; i < 9; i++) {
                spans.add(Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minusSeconds(1), 10));
            }
            spans.add(4, Otlp.span(Otlp.traceId(), Otlp.spanId(), null, "unwanted", now.minusSeconds(1), 10));
            var partial = send(router(), Otlp.fromRouter(workspace, spans.toArray(Span.Builder[]::new)))
                    .getPartialSuccess();
            assertThat(partial.getRejectedSpans()).isEqualTo(1);
            assertThat(partial.getErrorMessage()).contains("cannot be stored");
        } finally {
            database.sql("alter table spans drop constraint unwanted").then().block();
        }
        assertThat(count(STORED)).isEqualTo(9);
        Await.until(() -> assertThat(get("/api/v1/metrics/home-kpis?range=1h")
                        .path("total_requests")
                        .path("value")
                        .doubleValue())
                .isEqualTo(9));
    }
}
