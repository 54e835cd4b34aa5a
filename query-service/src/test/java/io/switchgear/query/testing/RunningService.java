package io.switchgear.query.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;
import io.switchgear.common.testing.Stores;

/** The whole service on real stores. Each test has a workspace of its own. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "switchgear.rollup.fold-every=100ms",
            "switchgear.cache.generation-interval=100ms"
        })
@AutoConfigureWebTestClient(timeout = "30s")
public abstract class RunningService {

    public static final MediaType PROTOBUF = MediaType.parseMediaType("application/x-protobuf");
    protected static final Identities IDS = Identities.get();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    protected final UUID workspace = UUID.randomUUID();
    protected final Instant now = Instant.now();

    @LocalServerPort
    protected int port;

    @Autowired
    protected WebTestClient http;

    @Autowired
    protected DatabaseClient database;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        Stores.get().properties("telemetry").forEach((name, value) -> registry.add(name, () -> value));
        IDS.properties("query-service").forEach((name, value) -> registry.add(name, () -> value));
    }

    @BeforeEach
    void ready() {
        Await.until(() -> http.get()
                .uri("/api/health/readiness")
                .exchange()
                .expectStatus()
                .isOk());
    }

    protected Consumer<HttpHeaders> viewer() {
        return viewer(workspace);
    }

    protected static Consumer<HttpHeaders> viewer(UUID workspace) {
        return IDS.user("query-service", workspace, Role.VIEWER);
    }

    protected static Consumer<HttpHeaders> router() {
        return IDS.service("router-service", "query-service");
    }

    protected Consumer<HttpHeaders> apiKey() {
        return IDS.apiKey("query-service", workspace, "telemetry");
    }

    protected WebTestClient.ResponseSpec post(
            Consumer<HttpHeaders> identity, MediaType type, byte[] body, String... encoding) {
        return http.post()
                .uri("/v1/traces")
                .headers(identity)
                .headers(headers -> {
                    if (type != null) {
                        headers.setContentType(type);
                    }
                    if (encoding.length > 0) {
                        headers.set(HttpHeaders.CONTENT_ENCODING, encoding[0]);
                    }
                })
                .bodyValue(body)
                .exchange();
    }

    /** Sends protobuf and reads the answer. */
    protected ExportTraceServiceResponse send(Consumer<HttpHeaders> identity, Message request) {
        byte[] answer = post(identity, PROTOBUF, request.toByteArray())
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(PROTOBUF)
                .expectBody()
                .returnResult()
                .getResponseBody();
        try {
            return ExportTraceServiceResponse.parseFrom(answer == null ? new byte[0] : answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected JsonNode get(String path) {
        return get(viewer(), path);
    }

    protected JsonNode get(Consumer<HttpHeaders> identity, String path) {
        byte[] body = http.get()
                .uri(address(path))
                .headers(identity)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return JSON.readTree(body);
    }

    /** Of a list, read to its end in pages of {@code limit}. */
    protected List<String> traceIds(int limit, String query) {
        var found = new ArrayList<String>();
        String cursor = "";
        while (cursor != null) {
            var page =
                    get("/api/v1/traces?limit=" + limit + "&" + query + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("items")
                    .valueStream()
                    .forEach(item -> found.add(item.path("trace_id").stringValue()));
            cursor = page.path("next_cursor").isNull()
                    ? null
                    : page.path("next_cursor").stringValue();
        }
        return found;
    }

    /** As it is: WebTestClient would encode a text once more. */
    protected URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    protected static byte[] gzip(byte[] body) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    protected long count(String sql) {
        return database.sql(sql)
                .bind("workspace", workspace)
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
    }
}
