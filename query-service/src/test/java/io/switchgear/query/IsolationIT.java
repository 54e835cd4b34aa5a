package io.switchgear.query;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.testing.Await;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every endpoint of openapi.json, called with another workspace's token: its answer holds nothing of this one's, and is what a
 * workspace that never sent anything gets. An endpoint that is new must be named here.
 */
class IsolationIT extends RunningService {

    /** Who reads, and with which parameters: each shows its owner something. */
    private static final Map<String, List<String>> READS = Map.of(
            "/api/v1/traces",
                    List.of("", "?q={trace}", "?q={span}", "?q=marker", "?service=marker-service", "?status=error"),
            "/api/v1/traces/{trace_id}", List.of(""),
            "/api/v1/activity/stream", List.of("", "?limit=3"),
            "/api/v1/alerts/recent", List.of(""),
            "/api/v1/services", List.of("", "?range=7d"),
            "/api/v1/costs", List.of("?group_by=provider", "?group_by=model", "?group_by=service", "?group_by=key"),
            "/api/v1/metrics/home-kpis", List.of("?range=1h", "?range=30d"),
            "/api/v1/metrics/series",
                    List.of(
                            "?metric=requests&range=1h",
                            "?metric=latency_p95&range=1h&group_by=service",
                            "?metric=marker.size&range=1h"),
            "/api/v1/settings/retention", List.of(""));

    /** Who writes: tried below. */
    private static final Set<String> WRITES =
            Set.of("post /v1/traces", "post /v1/metrics", "put /api/v1/settings/retention");

    /** Probes, which know of no workspace. */
    private static final Set<String> OPEN =
            Set.of("get /health", "get /api/health/liveness", "get /api/health/readiness", "get /api/health/startup");

    private final String trace = Otlp.traceId();
    private final String span = Otlp.spanId();

    private static Set<String> documented() throws Exception {
        JsonNode paths = JsonMapper.shared()
                .readTree(Files.readString(Path.of("openapi.json")))
                .path("paths");
        var operations = new TreeSet<String>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(operation.getKey() + " " + path.getKey())));
        return operations;
    }

    @Test
    void everyEndpointIsNamed() throws Exception {
        var named = new TreeSet<>(WRITES);
        named.addAll(OPEN);
        READS.keySet().forEach(path -> named.add("get " + path));
        assertThat(named).isEqualTo(documented());
    }

    private void telemetry() {
        send(
                router(),
                Otlp.of(
                        "marker-service",
                        List.of(Otlp.request(trace, span, null, now.minusSeconds(90), 10)
                                .setStatus(Otlp.failed("marker of an error"))),
                        Otlp.attribute("switchgear.workspace.id", workspace.toString())));
        var gauge = Metric.newBuilder()
                .setName("marker.size")
                .setGauge(Gauge.newBuilder()
                        .addDataPoints(NumberDataPoint.newBuilder()
                                .setTimeUnixNano(now.minusSeconds(90).getEpochSecond() * 1_000_000_000)
                                .setAsInt(7)));
        http.post()
                .uri("/v1/metrics")
                .headers(apiKey())
                .contentType(PROTOBUF)
                .bodyValue(ExportMetricsServiceRequest.newBuilder()
                        .addResourceMetrics(ResourceMetrics.newBuilder()
                                .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(gauge)))
                        .build()
                        .toByteArray())
                .exchange()
                .expectStatus()
                .isOk();
    }

    private String read(UUID reader, String path) {
        var answer = http.get()
                .uri(address(path))
                .headers(viewer(reader))
                .exchange()
                .expectBody(String.class)
                .returnResult();
        String body = answer.getResponseBody() == null ? "" : answer.getResponseBody();
        // What names the call itself and not its answer.
        return answer.getStatus().value() + " "
                + body.replaceAll("\"(request_id|instance)\"\\s*:\\s*\"[^\"]*\"", "")
                        .replace(trace, "");
    }

    @Test
    void nothingIsReadFromAnotherWorkspace() {
        telemetry();
        var stranger = UUID.randomUUID();
        var nobody = UUID.randomUUID();
        var paths = new ArrayList<String>();
        READS.forEach((path, queries) -> queries.forEach(query -> paths.add((path + query)
                .replace("{trace_id}", trace)
                .replace("{trace}", trace)
                .replace("{span}", span))));
        for (String path : paths) {
            // Within one minute, so that ranges are the same.
            Await.until(() -> assertThat(read(stranger, path)).as(path).isEqualTo(read(nobody, path)));
            assertThat(read(stranger, path))
                    .as(path)
                    .doesNotContain("marker-service", "marker of", "primary", "key-1", span);
            if (!path.endsWith("retention")) {
                Await.until(() -> assertThat(read(workspace, path))
                        .as(path)
                        .startsWith("200 ")
                        .isNotEqualTo(read(nobody, path)));
            }
        }
    }

    @Test
    void nothingIsWrittenIntoAnotherWorkspace() {
        telemetry();
        Await.until(() -> assertThat(get("/api/v1/traces").path("items").size()).isEqualTo(1));
        var stranger = UUID.randomUUID();
        send(
                IDS.apiKey("query-service", stranger, "telemetry"),
                Otlp.fromRouter(workspace, Otlp.span(trace, Otlp.spanId(), span, "theirs", now.minusSeconds(80), 5)));
        http.put()
                .uri("/api/v1/settings/retention")
                .headers(IDS.user("query-service", stranger, io.switchgear.common.identity.Role.ADMIN))
                .contentType(org.springframework.http.MediaType.APPLICATION_JSON)
                .bodyValue("{\"spans_days\":5,\"rollups_days\":5}")
                .exchange()
                .expectStatus()
                .isOk();
        Await.until(() -> assertThat(
                        get(viewer(stranger), "/api/v1/traces").path("items").size())
                .isEqualTo(1));
        assertThat(get("/api/v1/traces/" + trace).path("span_count").longValue())
                .isEqualTo(1);
        assertThat(get("/api/v1/settings/retention").path("spans_days").intValue())
                .isEqualTo(30);
        database.sql("delete from retention where workspace_id = :stranger")
                .bind("stranger", stranger)
                .then()
                .block();
    }
}
