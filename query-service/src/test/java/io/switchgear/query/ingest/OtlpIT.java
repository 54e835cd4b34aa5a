package io.switchgear.query.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** Both encodings of OTLP, and whom and what it is refused for as a whole. */
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
    void servicesMustNameTheWorkspace() {
        var spans = Otlp.from("router-service", Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now, 1));
        var partial = send(router(), spans).getPartialSuccess();
        assertThat(partial.getRejectedSpans()).isEqualTo(1);
        assertThat(partial.getErrorMessage()).contains("switchgear.workspace.id");
    }
}
