package io.switchgear.query.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.switchgear.common.testing.Await;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** OTLP as it comes in, good and bad. */
class OtlpIT extends RunningService {

    private static final String STORED = "select count(*) from spans where workspace_id = :workspace";

    private ExportTraceServiceRequest one() {
        return Otlp.fromRouter(workspace, Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minusSeconds(1), 10));
    }

    @Test
    void bothEncodingsAndGzipAreRead() {
        post(router(), PROTOBUF, gzip(one().toByteArray()), "gzip")
                .expectStatus()
                .isOk();
        post(router(), MediaType.APPLICATION_JSON, json(one()))
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody()
                .json("{}");
        post(router(), MediaType.APPLICATION_JSON, gzip(json(one())), "gzip")
                .expectStatus()
                .isOk();
        // curl's default content type says nothing about the body.
        post(router(), MediaType.APPLICATION_FORM_URLENCODED, json(one()))
                .expectStatus()
                .isOk();
        post(router(), null, one().toByteArray()).expectStatus().isOk();
        assertThat(count(STORED)).isEqualTo(5);
    }

    private static byte[] json(ExportTraceServiceRequest request) {
        return Otlp.json(request).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void badRequestsAreRefusedAsAWhole() {
        byte[] body = one().toByteArray();
        post(router(), MediaType.TEXT_XML, body).expectStatus().isEqualTo(415);
        post(router(), PROTOBUF, body, "br").expectStatus().isEqualTo(415);
        post(router(), PROTOBUF, Arrays.copyOf(body, body.length - 7))
                .expectStatus()
                .isBadRequest();
        post(router(), PROTOBUF, Arrays.copyOf(gzip(body), 40), "gzip")
                .expectStatus()
                .isBadRequest();
        post(router(), PROTOBUF, body, "gzip").expectStatus().isBadRequest();
        post(router(), MediaType.APPLICATION_JSON, "{\"resourceSpans\":[".getBytes(StandardCharsets.UTF_8))
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody()
                .json("{\"code\":3,\"message\":\"The body is not a readable OTLP request.\"}");
        post(router(), MediaType.APPLICATION_JSON, "[]".getBytes(StandardCharsets.UTF_8))
                .expectStatus()
                .isBadRequest();
        post(router(), PROTOBUF, gzip(new byte[17 * 1024 * 1024]), "gzip")
                .expectStatus()
                .isEqualTo(413);
        post(router(), PROTOBUF, new byte[17 * 1024 * 1024]).expectStatus().isEqualTo(413);
        assertThat(count(STORED)).isZero();
    }

    @Test
    void strangersAreRefusedAsOtlpSays() {
        post(headers -> {}, PROTOBUF, one().toByteArray())
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(PROTOBUF);
        post(IDS.apiKey("query-service", workspace, "llm"), PROTOBUF, one().toByteArray())
                .expectStatus()
                .isForbidden();
        post(IDS.service("action-engine", "query-service"), PROTOBUF, one().toByteArray())
                .expectStatus()
                .isForbidden();
        assertThat(count(STORED)).isZero();
    }

    @Test
    void errorsAreStatusesInTheRequestsEncoding() throws Exception {
        byte[] answer = post(router(), PROTOBUF, new byte[] {1, 2, 3})
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(PROTOBUF)
                .expectBody()
                .returnResult()
                .getResponseBody();
        var status = com.google.protobuf.CodedInputStream.newInstance(answer);
        assertThat(status.readTag()).isEqualTo(1 << 3);
        assertThat(status.readInt32()).isEqualTo(3);
        assertThat(status.readTag()).isEqualTo(2 << 3 | 2);
        assertThat(status.readString()).isEqualTo("The body is not a readable OTLP request.");
        // Where the content type says nothing, people are at the other end.
        post(router(), MediaType.APPLICATION_FORM_URLENCODED, "{".getBytes(StandardCharsets.UTF_8))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(3);
        http.get()
                .uri("/v1/traces")
                .headers(router())
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(12);
    }

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
    void idsInJsonThatAreNoHexFailAlone() {
        String bad = Otlp.json(one()).replaceAll("\"traceId\": \"[^\"]+\"", "\"traceId\": \"not hex\"");
        post(router(), MediaType.APPLICATION_JSON, bad.getBytes(StandardCharsets.UTF_8))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.partialSuccess.rejectedSpans")
                .isEqualTo("1");
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

    @Test
    void servicesMustNameTheWorkspace() {
        var spans = Otlp.from("router-service", Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now, 1));
        var partial = send(router(), spans).getPartialSuccess();
        assertThat(partial.getRejectedSpans()).isEqualTo(1);
        assertThat(partial.getErrorMessage()).contains("switchgear.workspace.id");
    }

    @Test
    void spansSentAgainCountOnce() {
        byte[] same = one().toByteArray();
        Flux.range(0, 20)
                .flatMap(i -> Mono.fromRunnable(() ->
                                post(router(), PROTOBUF, same).expectStatus().isOk())
                        .subscribeOn(Schedulers.boundedElastic()))
                .blockLast();
        var twice = Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minusSeconds(1), 10);
        send(router(), Otlp.fromRouter(workspace, twice, twice));
        assertThat(count(STORED)).isEqualTo(2);
        Await.until(() -> {
            assertThat(get("/api/v1/metrics/home-kpis")
                            .path("total_requests")
                            .path("value")
                            .doubleValue())
                    .isEqualTo(2);
            assertThat(get("/api/v1/traces").path("items").size()).isEqualTo(2);
        });
    }

    /** Of a trace that takes longer than a day, the span that comes again may be of a day that its row does not tell of. */
    @Test
    void spansOfLongTracesSentAgainCountOnce() {
        String trace = Otlp.traceId();
        var early = Otlp.request(trace, Otlp.spanId(), null, now.minus(Duration.ofDays(12)), 10);
        var late = Otlp.request(trace, Otlp.spanId(), null, now.minus(Duration.ofDays(1)), 10);
        var other = Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minus(Duration.ofDays(1)), 10);
        send(router(), Otlp.fromRouter(workspace, early, late));
        var again = send(router(), Otlp.fromRouter(workspace, late, other));
        assertThat(again.getPartialSuccess().getRejectedSpans()).isZero();
        assertThat(count(STORED)).isEqualTo(3);
        Await.until(() -> assertThat(get("/api/v1/metrics/home-kpis?range=30d")
                        .path("total_requests")
                        .path("value")
                        .doubleValue())
                .isEqualTo(3));
    }

    @Test
    void metricPointsAreStoredOnce() {
        long nanos = now.getEpochSecond() * 1_000_000_000;
        var gauge = Metric.newBuilder()
                .setName("queue.size")
                .setGauge(Gauge.newBuilder()
                        .addDataPoints(NumberDataPoint.newBuilder()
                                .setTimeUnixNano(nanos)
                                .setAsInt(7)
                                .addAttributes(Otlp.attribute("queue", "a")))
                        .addDataPoints(NumberDataPoint.newBuilder()
                                .setTimeUnixNano(nanos)
                                .setAsDouble(1.5)
                                .addAttributes(Otlp.attribute("queue", "b")))
                        .addDataPoints(NumberDataPoint.newBuilder().setTimeUnixNano(1)));
        var histogram = Metric.newBuilder()
                .setName("http.server.request.duration")
                .setUnit("s")
                .setHistogram(Histogram.newBuilder()
                        .addDataPoints(HistogramDataPoint.newBuilder()
                                .setTimeUnixNano(nanos)
                                .setCount(4)
                                .setSum(1.25)));
        var request = ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .addScopeMetrics(
                                ScopeMetrics.newBuilder().addMetrics(gauge).addMetrics(histogram)))
                .build();
        for (int i = 0; i < 2; i++) {
            byte[] answer = http.post()
                    .uri("/v1/metrics")
                    .headers(apiKey())
                    .contentType(PROTOBUF)
                    .bodyValue(request.toByteArray())
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .returnResult()
                    .getResponseBody();
            assertThat(new String(answer, StandardCharsets.UTF_8)).contains("1 rejected", "retention");
        }
        assertThat(count("select count(*) from metric_points where workspace_id = :workspace"))
                .isEqualTo(3);
        assertThat(count("select count(*) from metric_points where workspace_id = :workspace and count = 4 and"
                        + " sum = 1.25"))
                .isEqualTo(1);
    }
}
