package io.switchgear.router;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/** What the test of a Bedrock provider, and with it a probe, says about its credentials, against what Amazon documents. */
class BedrockTestIT extends RunningRouter {

    private static final String KEYS =
            "\"access_key_id\":\"AKIDEXAMPLE\",\"secret_access_key\":\"wJalrXUtnFEMI\",\"session_token\":\"session\"";

    private final WireProvider wire = wire();

    private WebTestClient.BodyContentSpec tested(String access) {
        router.send(workspace, "PUT", ADMIN + "/providers/b", """
            {"type":"bedrock","base_url":"%s","region":"eu-central-1",%s}\
            """.formatted(wire.url(), access))
                .expectStatus()
                .isCreated();
        return router.send(workspace, "POST", ADMIN + "/providers/b/test", null)
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private void answers(int status, String exception) {
        wire.answer(
                status,
                "application/json",
                "{\"message\":\"The security token included in the request is invalid.\"}"
                        .getBytes(StandardCharsets.UTF_8),
                "x-amzn-errortype",
                exception);
    }

    @Test
    void theListOfModelsIsAskedForSigned() {
        wire.answer(200, "application/json", "{\"modelSummaries\":[]}".getBytes(StandardCharsets.UTF_8));
        tested(KEYS).jsonPath("$.success").isEqualTo(true);
        assertThat(wire.last().method()).isEqualTo("GET");
        assertThat(wire.last().uri()).isEqualTo("/foundation-models");
        assertThat(wire.last().headers().get("authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                .contains("/eu-central-1/bedrock/aws4_request");
        assertThat(wire.last().headers().get("x-amz-security-token")).isEqualTo("session");
    }

    @Test
    void orWithBedrocksOwnKey() {
        wire.answer(200, "application/json", "{\"modelSummaries\":[]}".getBytes(StandardCharsets.UTF_8));
        tested("\"api_key\":\"bedrock-key\"").jsonPath("$.success").isEqualTo(true);
        assertThat(wire.last().headers().get("authorization")).isEqualTo("Bearer bedrock-key");
    }

    @ParameterizedTest
    @CsvSource({
        "UnrecognizedClientException, 401",
        "ExpiredTokenException:http://internal.amazon.com/coral/com.amazon.coral.service/, 401",
        "InvalidSignatureException, 401",
        "AccessDeniedException, 403"
    })
    void badCredentialsAreToldFromAMissingPermission(String exception, int status) {
        answers(403, exception);
        tested(KEYS)
                .jsonPath("$.success")
                .isEqualTo(false)
                .jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.error")
                .value(String.class, error -> assertThat(error).contains("security token"));
    }
}
