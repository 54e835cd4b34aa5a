package io.switchgear.router.dialect;

import java.nio.charset.StandardCharsets;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.chat.Refused;
import io.switchgear.router.provider.Dialect;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorReaderTest {

    private static Refused read(Dialect dialect, int status, byte[] body) {
        return ErrorReader.read(dialect, status, new DefaultHttpHeaders(), body, JsonMapper.shared());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // OpenAI, vLLM, Ollama, Azure, Mistral
                "OPENAI|400|{\"error\":{\"message\":\"m\",\"type\":\"invalid_request_error\",\"param\":\"messages\",\"code\":\"context_length_exceeded\"}}|context_length_exceeded",
                "OPENAI|400|{\"object\":\"error\",\"message\":\"This model's maximum context length is 4096"
                        + " tokens.\",\"type\":\"BadRequestError\",\"code\":400}|context_length_exceeded",
                "OPENAI|404|{\"error\":{\"message\":\"model \\\"x\\\" not found, try pulling it"
                        + " first\",\"type\":\"api_error\",\"code\":null}}|model_not_found",
                "OPENAI|404|{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"The API deployment for this"
                        + " resource does not exist.\"}}|model_not_found",
                "OPENAI|429|{\"error\":{\"message\":\"m\",\"type\":\"insufficient_quota\",\"param\":null,\"code\":\"insufficient_quota\"}}|insufficient_quota",
                "ANTHROPIC|400|{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Your"
                        + " credit balance is too low to access the Anthropic API.\"}}|insufficient_quota",
                "ANTHROPIC|400|{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"input"
                        + " length and `max_tokens` exceed context limit: 1 + 2 > 3\"}}|context_length_exceeded",
                "ANTHROPIC|404|{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"model:"
                        + " claude-x\"}}|model_not_found",
                "ANTHROPIC|429|{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"m\"}}|rate_limit_error",
                "GEMINI|404|{\"error\":{\"code\":404,\"message\":\"models/x is not found for API version"
                        + " v1beta\",\"status\":\"NOT_FOUND\"}}|model_not_found",
                "GEMINI|503|[{\"error\":{\"code\":503,\"message\":\"m\",\"status\":\"UNAVAILABLE\"}}]|unavailable",
                "GEMINI|502|<html>|``"
            })
    void codesAreOpenAis(Dialect dialect, int status, String body, String code) {
        assertThat(read(dialect, status, body.getBytes(StandardCharsets.UTF_8)).code())
                .isEqualTo(code);
    }

    @Test
    void googleSaysInTheBodyWhenToComeBackAndThatAKeyIsBad() {
        Refused limited = read(Dialect.GEMINI, 429, Fixtures.bytes("gemini/rate_limited.json"));
        assertThat(limited.headers().get("retry-after")).isEqualTo("34.5");
        assertThat(read(Dialect.GEMINI, 400, Fixtures.bytes("gemini/bad_key.json"))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "ValidationException,Input is too long for requested model.,context_length_exceeded",
        "ValidationException,The provided model identifier is invalid.,model_not_found",
        "com.amazon.coral.service#ResourceNotFoundException,x,model_not_found",
        "ThrottlingException,x,rate_limit_exceeded",
        "AccessDeniedException,x,AccessDeniedException"
    })
    void amazonsExceptions(String type, String message, String code) {
        assertThat(ErrorReader.aws(type, message)).isEqualTo(code);
    }
}
