package io.switchgear.gateway.edge;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.problem.Problem;
import io.switchgear.common.problem.Problems;

import static org.assertj.core.api.Assertions.assertThat;

class DialectTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final Dialect dialect = new Dialect(JSON);
    private final Problem problem = Problems.of(HttpStatus.UNAUTHORIZED, "key_invalid", "No.");

    @Test
    void openAiErrorsHaveAllFourFields() {
        assertThat(JSON.readTree(dialect.openAi(problem))).isEqualTo(JSON.readTree("""
            {"error": {"message": "No.", "type": "authentication_error", "param": null, "code": "invalid_api_key"}}\
            """));
    }

    @Test
    void anthropicErrorsNameTheRequest() {
        assertThat(JSON.readTree(dialect.anthropic(problem, "r-1"))).isEqualTo(JSON.readTree("""
            {"type": "error", "error": {"type": "authentication_error", "message": "No."}, "request_id": "r-1"}\
            """));
    }

    @Test
    void otlpErrorsAreAStatus() {
        assertThat(JSON.readTree(dialect.otlpJson(problem)))
                .isEqualTo(JSON.readTree("{\"code\": 16, \"message\": \"No.\"}"));
        assertThat(Dialect.otlpProtobuf(problem)).containsExactly(0x08, 16, 0x12, 3, 'N', 'o', '.');
        var longer = Problems.of(HttpStatus.UNAUTHORIZED, "x", "x".repeat(200));
        byte[] encoded = Dialect.otlpProtobuf(longer);
        assertThat(encoded).startsWith(0x08, 16, 0x12, 0xc8, 0x01).hasSize(205);
        assertThat(new String(encoded, 5, 200, StandardCharsets.UTF_8)).isEqualTo("x".repeat(200));
    }
}
