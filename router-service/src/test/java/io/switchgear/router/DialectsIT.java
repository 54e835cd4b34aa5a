package io.switchgear.router;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.Fixtures;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/** Every caller's wire format with every provider's, over real HTTP, with answers as the providers publish them. */
class DialectsIT extends RunningRouter {

    private static final Map<String, String> CALLERS =
            Map.of("chat", "/v1/chat/completions", "messages", "/v1/messages", "responses", "/v1/responses");
    private static final List<String> PROVIDERS = List.of("openai", "azure_openai", "anthropic", "gemini", "bedrock");
    private static final UUID WORKSPACE = UUID.randomUUID();
    private static final Map<String, WireProvider> WIRE = new TreeMap<>();

    @BeforeAll
    static void start() {
        for (String type : PROVIDERS) {
            var wire = new WireProvider();
            WIRE.put(type, wire);
            router.send(WORKSPACE, "PUT", ADMIN + "/providers/" + type, """
                {"type":"%s","base_url":"%s",%s}\
                """.formatted(
                                    type,
                                    wire.url(),
                                    type.equals("bedrock")
                                            ? "\"region\":\"eu-central-1\",\"access_key_id\":\"AKIDEXAMPLE\",\"secret_access_key\":\"wJalrXUtnFEMI\""
                                            : "\"api_key\":\"key-of-" + type + "\""))
                    .expectStatus()
                    .isCreated();
            pool(type, type, "wire-model");
        }
    }

    private static void pool(String name, String provider, String model) {
        router.send(WORKSPACE, "PUT", ADMIN + "/load-balancer/pools/" + name, """
            {"strategy":"round_robin","providers":[{"name":"%s","model":"%s"}]}\
            """.formatted(provider, model))
                .expectStatus()
                .isCreated();
    }

    @AfterAll
    static void stop() {
        WIRE.values().forEach(WireProvider::close);
    }

    static Stream<List<String>> pairs() {
        return CALLERS.keySet().stream()
                .sorted()
                .flatMap(caller -> PROVIDERS.stream()
                        .filter(provider -> translatedOrChat(caller, provider))
                        .map(provider -> List.of(caller, provider)));
    }

    /** Azure speaks OpenAI's wire format. */
    private static String fixture(String provider, String name) {
        return (provider.equals("azure_openai") ? "openai" : provider) + "/" + name;
    }

    private static EntityExchangeResult<byte[]> ask(String caller, String provider, boolean stream) {
        var request = (ObjectNode) Fixtures.json("callers/" + caller + ".json");
        request.put("model", provider);
        if (stream) {
            request.put("stream", true);
            if (caller.equals("chat")) {
                request.putObject("stream_options").put("include_usage", true);
            }
        }
        return send(caller, request);
    }

    private static EntityExchangeResult<byte[]> send(String caller, JsonNode request) {
        return router.http()
                .post()
                .uri(CALLERS.get(caller))
                .headers(RouterProcess.key(WORKSPACE))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(request.toString())
                .exchange()
                .expectBody()
                .returnResult();
    }

    private static void provides(String provider, String name, boolean stream) {
        boolean bedrock = provider.equals("bedrock");
        byte[] body = stream && bedrock
                ? EventStreams.frames("bedrock/" + name + ".events")
                : Fixtures.bytes(fixture(provider, name + (stream ? ".sse" : ".json")));
        String type =
                !stream ? "application/json" : bedrock ? "application/vnd.amazon.eventstream" : "text/event-stream";
        WIRE.get(provider).answer(200, type, body, "x-amzn-requestid", "request-1");
    }

    /** OpenAI's responses to OpenAI are not translated, and their fixtures are chat completions. */
    private static boolean translatedOrChat(String caller, String provider) {
        return !caller.equals("responses") || !same(caller, provider);
    }

    private static boolean same(String caller, String provider) {
        return switch (provider) {
            case "openai", "azure_openai" -> !caller.equals("messages");
            case "anthropic" -> caller.equals("messages");
            default -> false;
        };
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void answersSayTheSameEverywhere(List<String> pair) {
        for (boolean stream : new boolean[] {false, true}) {
            for (var expected : Map.of("text", Seen.TEXT, "tool", Seen.TOOL).entrySet()) {
                provides(pair.get(1), expected.getKey(), stream);
                var answer = ask(pair.get(0), pair.get(1), stream);
                assertThat(answer.getStatus().value()).isEqualTo(200);
                assertThat(answer.getResponseHeaders().getContentType().toString())
                        .startsWith(stream ? "text/event-stream" : "application/json");
                assertThat(Seen.of(pair.get(0), stream, answer.getResponseBody()))
                        .isEqualTo(expected.getValue());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void requestsAskForTheSameEverywhere(List<String> pair) {
        String caller = pair.get(0);
        String provider = pair.get(1);
        provides(provider, "text", false);
        ask(caller, provider, false);
        var asked = WIRE.get(provider).last();
        JsonNode body = JsonMapper.shared().readTree(asked.body());
        JsonNode expected = same(caller, provider)
                ? ((ObjectNode) Fixtures.json("callers/" + caller + ".json")).put("model", "wire-model")
                : Fixtures.json(fixture(provider, "request.json"));
        if (caller.equals("responses")) {
            // They know no stop texts.
            for (JsonNode part :
                    List.of(expected, expected.path("generationConfig"), expected.path("inferenceConfig"))) {
                if (part instanceof ObjectNode object) {
                    object.remove(List.of("stop_sequences", "stopSequences"));
                }
            }
        }
        assertThat(body).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "openai,false,/v1/chat/completions,authorization,Bearer key-of-openai",
        "azure_openai,false,/openai/deployments/wire-model/chat/completions?api-version=2024-10-21,api-key,key-of-azure_openai",
        "anthropic,true,/v1/messages,x-api-key,key-of-anthropic",
        "gemini,false,/v1beta/models/wire-model:generateContent,x-goog-api-key,key-of-gemini",
        "gemini,true,/v1beta/models/wire-model:streamGenerateContent?alt=sse,x-goog-api-key,key-of-gemini",
        "bedrock,false,/model/wire-model/converse,authorization,AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/",
        "bedrock,true,/model/wire-model/converse-stream,authorization,AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"
    })
    void providersAreCalledWhereAndAsTheyPublish(
            String provider, boolean stream, String uri, String header, String value) {
        provides(provider, "text", stream);
        ask("chat", provider, stream);
        var asked = WIRE.get(provider).last();
        assertThat(asked.uri()).isEqualTo(uri);
        assertThat(asked.headers().get(header)).startsWith(value);
        if (provider.equals("anthropic")) {
            assertThat(asked.headers().get("anthropic-version")).isEqualTo("2023-06-01");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "chat,openai,400,too_long,400,context_length_exceeded",
        "chat,azure_openai,400,filtered,400,content_filter",
        "chat,anthropic,400,too_long,400,context_length_exceeded",
        "chat,anthropic,400,filtered,400,content_filter",
        "chat,anthropic,529,overloaded,529,overloaded_error",
        "chat,gemini,400,too_long,400,context_length_exceeded",
        "chat,gemini,503,overloaded,503,unavailable",
        "chat,gemini,429,rate_limited,429,rate_limit_exceeded",
        "chat,gemini,400,bad_key,503,provider_auth",
        "messages,openai,400,too_long,400,invalid_request_error",
        "messages,openai,503,overloaded,503,overloaded_error",
        "messages,gemini,503,overloaded,503,overloaded_error",
        "messages,gemini,429,rate_limited,429,rate_limit_error",
        "messages,anthropic,529,overloaded,529,overloaded_error",
        "chat,bedrock,400,too_long,400,context_length_exceeded",
        "chat,bedrock,503,overloaded,503,ServiceUnavailableException",
        "messages,bedrock,429,throttled,429,rate_limit_error",
        "responses,anthropic,400,too_long,400,context_length_exceeded"
    })
    void refusalsSpeakTheCallersDialect(
            String caller, String provider, int status, String name, int seenStatus, String seen) {
        String exception =
                switch (name) {
                    case "too_long" -> "ValidationException";
                    case "throttled" -> "ThrottlingException";
                    default -> "ServiceUnavailableException";
                };
        WIRE.get(provider)
                .answer(
                        status,
                        "application/json",
                        Fixtures.bytes(fixture(provider, name + ".json")),
                        "x-amzn-errortype",
                        exception + ":http://internal.amazon.com/coral/com.amazon.bedrock/");
        // A model of its own: a rate limit parks it.
        String pool = "pool-" + UUID.randomUUID();
        pool(pool, provider, pool + "-model");
        var answer = ask(caller, pool, false);
        JsonNode error = JsonMapper.shared().readTree(answer.getResponseBody()).path("error");
        assertThat(answer.getStatus().value()).isEqualTo(seenStatus);
        assertThat(error.path(caller.equals("messages") ? "type" : "code").asString(""))
                .isEqualTo(seen);
        assertThat(error.path("message").asString("")).isNotEmpty();
        router.send(WORKSPACE, "POST", ADMIN + "/circuit-breakers/" + provider + "/reset", "{}")
                .expectStatus()
                .isOk();
    }

    @Test
    void whatHasNoCounterpartIsRefusedByName() {
        var request = (ObjectNode) Fixtures.json("callers/chat.json");
        request.put("model", "anthropic").put("n", 2);
        int calls = WIRE.get("anthropic").calls();
        var answer = send("chat", request);
        assertThat(answer.getStatus().value()).isEqualTo(400);
        JsonNode error = JsonMapper.shared().readTree(answer.getResponseBody()).path("error");
        assertThat(error.path("param").asString()).isEqualTo("n");
        assertThat(error.path("code").asString()).isEqualTo("unsupported_parameter");
        assertThat(WIRE.get("anthropic").calls()).isEqualTo(calls);
        request.put("model", "openai");
        provides("openai", "text", false);
        assertThat(send("chat", request).getStatus().value()).isEqualTo(200);
    }

    @Test
    void aBlockedPromptIsAnAnswerThatSaysSo() {
        WIRE.get("gemini").answer(200, "application/json", Fixtures.bytes("gemini/filtered.json"));
        assertThat(Seen.of("chat", false, ask("chat", "gemini", false).getResponseBody())
                        .stop())
                .isEqualTo("content_filter");
        assertThat(Seen.of("messages", false, ask("messages", "gemini", false).getResponseBody())
                        .stop())
                .isEqualTo("refusal");
    }

    @Test
    void sameDialectPassesByteForByte() {
        provides("openai", "tool", true);
        assertThat(ask("chat", "openai", true).getResponseBody()).isEqualTo(Fixtures.bytes("openai/tool.sse"));
        provides("anthropic", "tool", true);
        assertThat(ask("messages", "anthropic", true).getResponseBody())
                .isEqualTo(Fixtures.bytes("anthropic/tool.sse"));
    }

    @Test
    void anExceptionInBedrocksStreamIsAnErrorAndNoEnd() {
        WIRE.get("bedrock")
                .answer(
                        200,
                        "application/vnd.amazon.eventstream",
                        EventStreams.broken("bedrock/text.events", 3, "modelStreamErrorException"));
        String seen = new String(ask("chat", "bedrock", true).getResponseBody());
        assertThat(seen).contains("degrees").contains("stream_interrupted").doesNotContain("[DONE]");
    }

    @Test
    void aTranslatedStreamThatIsCutIsNeverPassedOffAsComplete() {
        byte[] whole = Fixtures.bytes("anthropic/text.sse");
        int cut = new String(whole).indexOf("event: message_delta");
        WIRE.get("anthropic").answer(200, "text/event-stream", java.util.Arrays.copyOf(whole, cut));
        String seen = new String(ask("chat", "anthropic", true).getResponseBody());
        assertThat(seen).contains("Paris").contains("stream_interrupted").doesNotContain("[DONE]");
    }
}
