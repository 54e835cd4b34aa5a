package io.switchgear.router;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.Fixtures;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/** OpenAI's embeddings from providers of every kind, against what each of them documents. */
class EmbeddingsIT extends RunningRouter {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final WireProvider wire = wire();

    private void provider(String type, String model) {
        String access = type.equals("bedrock")
                ? "\"region\":\"eu-central-1\",\"access_key_id\":\"AKIDEXAMPLE\",\"secret_access_key\":\"wJalrXUtnFEMI\""
                : "\"api_key\":\"key\"";
        router.send(workspace, "PUT", ADMIN + "/providers/" + type, """
            {"type":"%s","base_url":"%s",%s}\
            """.formatted(type, wire.url(), access))
                .expectStatus()
                .isCreated();
        router.pool(
                workspace,
                "pool",
                "{\"retry\":{\"same_target\":0},\"providers\":[{\"name\":\"" + type + "\",\"model\":\"" + model
                        + "\"}]}");
    }

    private void answers(String fixture, String... headers) {
        wire.answer(200, "application/json", Fixtures.bytes(fixture), headers);
    }

    private WebTestClient.ResponseSpec ask(String more) {
        return router.call(workspace, "/v1/embeddings", "{\"model\":\"pool\"," + more + "}");
    }

    private JsonNode embedded(String more) {
        return JSON.readTree(
                ask(more).expectStatus().isOk().expectBody().returnResult().getResponseBody());
    }

    private static List<Double> vector(JsonNode answer, int index) {
        var numbers = new ArrayList<Double>();
        answer.at("/data/" + index + "/embedding").forEach(number -> numbers.add(number.asDouble()));
        return numbers;
    }

    @Test
    void geminiEmbedsAllTextsInOneCall() {
        provider("gemini", "gemini-embedding-001");
        answers("gemini/embeddings.json");
        JsonNode answer = embedded("\"input\":[\"one\",\"two\"],\"dimensions\":3,\"user\":\"u\"");
        assertThat(wire.last().uri()).isEqualTo("/v1beta/models/gemini-embedding-001:batchEmbedContents");
        assertThat(wire.last().headers().get("x-goog-api-key")).isEqualTo("key");
        assertThat(JSON.readTree(wire.last().body())).isEqualTo(JSON.readTree("""
            {"requests": [
              {"model": "models/gemini-embedding-001", "content": {"parts": [{"text": "one"}]}, "outputDimensionality": 3},
              {"model": "models/gemini-embedding-001", "content": {"parts": [{"text": "two"}]}, "outputDimensionality": 3}]}
            """));
        assertThat(answer.path("object").asString()).isEqualTo("list");
        assertThat(answer.path("model").asString()).isEqualTo("gemini-embedding-001");
        assertThat(vector(answer, 0)).containsExactly(0.013168523, -0.008711934, -0.046782676);
        assertThat(vector(answer, 1)).containsExactly(0.02, -0.5, 0.25);
        assertThat(answer.at("/data/1/index").asInt()).isEqualTo(1);
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(7);
    }

    @Test
    void vectorsComeAsBase64OfLittleEndianFloatsToWhoeverWantsThem() {
        provider("gemini", "gemini-embedding-001");
        answers("gemini/embeddings.json");
        JsonNode answer = embedded("\"input\":[\"one\",\"two\"],\"encoding_format\":\"base64\"");
        var floats = ByteBuffer.wrap(Base64.getDecoder()
                        .decode(answer.at("/data/1/embedding").asString()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        assertThat(floats.remaining()).isEqualTo(3);
        assertThat(floats.get(1)).isEqualTo(-0.5f);
    }

    @Test
    void titanIsAskedOnceATextAndItsTokensAreAdded() {
        provider("bedrock", "amazon.titan-embed-text-v2:0");
        answers("bedrock/titan-embedding.json");
        JsonNode answer = embedded("\"input\":[\"one\",\"two\"],\"dimensions\":256");
        assertThat(wire.calls()).isEqualTo(2);
        assertThat(wire.last().uri()).isEqualTo("/model/amazon.titan-embed-text-v2%3A0/invoke");
        assertThat(wire.last().headers().get("authorization")).startsWith("AWS4-HMAC-SHA256 ");
        assertThat(JSON.readTree(wire.last().body()).path("dimensions").asInt()).isEqualTo(256);
        assertThat(vector(answer, 0)).containsExactly(-0.0895, 0.0311, 0.0625);
        assertThat(vector(answer, 1)).hasSize(3);
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(2 * 5);
    }

    @Test
    void cohereIsAskedOnceAndTellsTokensByHeader() {
        provider("bedrock", "cohere.embed-multilingual-v3");
        answers("bedrock/cohere-embeddings.json", "X-Amzn-Bedrock-Input-Token-Count", "9");
        JsonNode answer = embedded("\"input\":[\"one\",\"two\"]");
        assertThat(wire.calls()).isEqualTo(1);
        assertThat(JSON.readTree(wire.last().body()))
                .isEqualTo(JSON.readTree("{\"texts\":[\"one\",\"two\"],\"input_type\":\"search_document\"}"));
        assertThat(vector(answer, 1)).containsExactly(0.5, 0.25, -0.125);
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(9);
    }

    @Test
    void cohereFourNamesItsTypesAndSizes() {
        provider("bedrock", "eu.cohere.embed-v4:0");
        answers("bedrock/cohere-v4-embeddings.json");
        JsonNode answer = embedded("\"input\":\"one\",\"dimensions\":512,\"input_type\":\"search_query\"");
        assertThat(JSON.readTree(wire.last().body()))
                .isEqualTo(JSON.readTree("{\"texts\":[\"one\"],\"input_type\":\"search_query\","
                        + "\"embedding_types\":[\"float\"],\"output_dimension\":512}"));
        assertThat(vector(answer, 0)).containsExactly(0.5, 0.25, -0.125);
        // Nobody has told: the caller's format has no other word for it.
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isZero();
    }

    @Test
    void azureIsPassedOnByteForByte() {
        provider("azure_openai", "text-embedding-3-small");
        wire.answer(
                200,
                "application/json",
                "{\"data\":[],\"odd\":1.50}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        ask("\"input\":[[1,2]],\"odd\":1.50").expectBody(String.class).isEqualTo("{\"data\":[],\"odd\":1.50}");
        assertThat(wire.last().uri())
                .isEqualTo("/openai/deployments/text-embedding-3-small/embeddings?api-version=2024-10-21");
        assertThat(wire.last().body())
                .isEqualTo("{\"model\":\"text-embedding-3-small\",\"input\":[[1,2]],\"odd\":1.50}");
    }

    /** Whatever cannot be translated is refused with its name, before anybody is called. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gemini|gemini-embedding-001|\"input\":[1,2,3]|input",
                "gemini|gemini-embedding-001|\"input\":[]|input",
                "gemini|gemini-embedding-001|\"input\":\"x\",\"encoding_format\":\"int8\"|encoding_format",
                "bedrock|amazon.titan-embed-text-v1|\"input\":\"x\",\"dimensions\":256|dimensions",
                "bedrock|cohere.embed-english-v3|\"input\":\"x\",\"dimensions\":256|dimensions",
                "bedrock|anthropic.claude-sonnet-4-5-20250929-v1:0|\"input\":\"x\"|model",
                "anthropic|claude-sonnet-4-5|\"input\":\"x\"|model"
            })
    void whatNobodyCanEmbedIsRefusedBeforeAnyCall(String type, String model, String body, String field) {
        provider(type, model);
        ask(body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error.param")
                .isEqualTo(field);
        assertThat(wire.calls()).isZero();
    }

    @Test
    void refusalsOfOtherFormatsReachTheCallerInOpenAis() {
        provider("bedrock", "amazon.titan-embed-text-v2:0");
        wire.answer(
                400,
                "application/json",
                "{\"message\":\"Malformed input request\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "x-amzn-errortype",
                "ValidationException");
        ask("\"input\":\"x\"")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error.message")
                .isEqualTo("Malformed input request");
    }
}
