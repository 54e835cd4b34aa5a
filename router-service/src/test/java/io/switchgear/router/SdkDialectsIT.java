package io.switchgear.router;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.BadRequestException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Tool;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.responses.ResponseCreateParams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

import io.switchgear.router.dialect.Fixtures;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The official SDKs, unchanged, each before providers that speak its format and others; they validate all that they read. */
class SdkDialectsIT extends RunningRouter {

    private static final UUID WORKSPACE = UUID.randomUUID();
    private static final WireProvider OPENAI = new WireProvider();
    private static final WireProvider ANTHROPIC = new WireProvider();
    private static final WireProvider GEMINI = new WireProvider();
    private static final Map<String, WireProvider> WIRE =
            Map.of("openai", OPENAI, "anthropic", ANTHROPIC, "gemini", GEMINI);

    private static OpenAIClient openAi;
    private static AnthropicClient anthropic;

    @BeforeAll
    static void start() {
        WIRE.forEach((type, wire) -> {
            router.send(WORKSPACE, "PUT", ADMIN + "/providers/" + type, """
                {"type":"%s","base_url":"%s","api_key":"key","models":["%s-model"]}\
                """.formatted(type, wire.url(), type))
                    .expectStatus()
                    .isCreated();
        });
        var identity = new HttpHeaders();
        RouterProcess.key(WORKSPACE).accept(identity);
        var forOpenAi = OpenAIOkHttpClient.builder()
                .apiKey("sg-irrelevant-here")
                .baseUrl(router.url() + "/v1")
                .maxRetries(0)
                .responseValidation(true)
                .timeout(Duration.ofSeconds(20));
        identity.forEach((name, values) -> forOpenAi.putHeader(name, values.getFirst()));
        openAi = forOpenAi.build();
        var forAnthropic = AnthropicOkHttpClient.builder()
                .apiKey("sg-irrelevant-here")
                .baseUrl(router.url())
                .maxRetries(0)
                .responseValidation(true)
                .timeout(Duration.ofSeconds(20));
        identity.forEach((name, values) -> forAnthropic.putHeader(name, values.getFirst()));
        anthropic = forAnthropic.build();
    }

    @AfterAll
    static void stop() {
        WIRE.values().forEach(WireProvider::close);
    }

    private static void provides(String provider, String name, boolean stream) {
        WIRE.get(provider)
                .answer(
                        200,
                        stream ? "text/event-stream" : "application/json",
                        Fixtures.bytes(provider + "/" + name + (stream ? ".sse" : ".json")));
    }

    private static MessageCreateParams message(String provider) {
        return MessageCreateParams.builder()
                .model(provider + "-model")
                .maxTokens(200)
                .addUserMessage("And in Paris?")
                .addTool(Tool.builder()
                        .name("get_weather")
                        .inputSchema(Tool.InputSchema.builder()
                                .properties(JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .build())
                        .build())
                .build();
    }

    private static Message streamed(MessageCreateParams params) {
        var accumulator = MessageAccumulator.create();
        try (var stream = anthropic.messages().createStreaming(params)) {
            stream.stream().peek(RawMessageStreamEvent::validate).forEach(accumulator::accumulate);
        }
        return accumulator.message();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "openai", "gemini"})
    void anthropicsSdk(String provider) {
        for (boolean stream : new boolean[] {false, true}) {
            provides(provider, "text", stream);
            Message text = stream
                    ? streamed(message(provider))
                    : anthropic.messages().create(message(provider)).validate();
            assertThat(text.content().getFirst().asText().text()).isEqualTo("It is 18 degrees in Paris.");
            assertThat(text.stopReason().orElseThrow().asString()).isEqualTo("end_turn");
            assertThat(text.usage().inputTokens()).isEqualTo(80);
            assertThat(text.usage().cacheReadInputTokens()).contains(20L);
            assertThat(text.usage().outputTokens()).isEqualTo(30);

            provides(provider, "tool", stream);
            Message tool = stream
                    ? streamed(message(provider))
                    : anthropic.messages().create(message(provider)).validate();
            var use = tool.content().getFirst().asToolUse();
            assertThat(use.name()).isEqualTo("get_weather");
            assertThat(use._input()).isEqualTo(JsonValue.from(Map.of("city", "Paris")));
            assertThat(tool.stopReason().orElseThrow().asString()).isEqualTo("tool_use");
        }
    }

    @Test
    void anthropicsSdkReadsTranslatedErrors() {
        OPENAI.answer(400, "application/json", Fixtures.bytes("openai/too_long.json"));
        assertThatThrownBy(() -> anthropic.messages().create(message("openai")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("maximum context length");
    }

    private static ChatCompletionCreateParams chat(String provider) {
        return ChatCompletionCreateParams.builder()
                .model(provider + "-model")
                .addUserMessage("And in Paris?")
                .addFunctionTool(FunctionDefinition.builder()
                        .name("get_weather")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", com.openai.core.JsonValue.from("object"))
                                .build())
                        .build())
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
    }

    private static ChatCompletion streamed(ChatCompletionCreateParams params) {
        var accumulator = ChatCompletionAccumulator.create();
        try (var stream = openAi.chat().completions().createStreaming(params)) {
            stream.stream().peek(chunk -> chunk.validate()).forEach(accumulator::accumulate);
        }
        return accumulator.chatCompletion();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini"})
    void openAisSdk(String provider) {
        for (boolean stream : new boolean[] {false, true}) {
            provides(provider, "text", stream);
            ChatCompletion text = stream
                    ? streamed(chat(provider))
                    : openAi.chat().completions().create(chat(provider)).validate();
            assertThat(text.choices().getFirst().message().content()).contains("It is 18 degrees in Paris.");
            assertThat(text.choices().getFirst().finishReason().asString()).isEqualTo("stop");
            assertThat(text.usage().orElseThrow().promptTokens()).isEqualTo(100);
            assertThat(text.usage().orElseThrow().completionTokens()).isEqualTo(30);

            provides(provider, "tool", stream);
            ChatCompletion tool = stream
                    ? streamed(chat(provider))
                    : openAi.chat().completions().create(chat(provider)).validate();
            var function = tool.choices()
                    .getFirst()
                    .message()
                    .toolCalls()
                    .orElseThrow()
                    .getFirst()
                    .asFunction()
                    .function();
            assertThat(function.name()).isEqualTo("get_weather");
            assertThat(function.arguments().replace(" ", "")).isEqualTo("{\"city\":\"Paris\"}");
            assertThat(tool.choices().getFirst().finishReason().asString()).isEqualTo("tool_calls");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "gemini"})
    void openAisSdkWithResponses(String provider) {
        var params = ResponseCreateParams.builder()
                .model(provider + "-model")
                .input("And in Paris?")
                .build();
        provides(provider, "text", false);
        var whole = openAi.responses().create(params).validate();
        provides(provider, "text", true);
        var accumulator = ResponseAccumulator.create();
        try (var stream = openAi.responses().createStreaming(params)) {
            stream.stream().peek(event -> event.validate()).forEach(accumulator::accumulate);
        }
        for (var response : List.of(whole, accumulator.response())) {
            var message = response.output().getFirst().asMessage();
            assertThat(message.content().getFirst().asOutputText().text()).isEqualTo("It is 18 degrees in Paris.");
            assertThat(response.usage().orElseThrow().inputTokens()).isEqualTo(100);
        }
    }
}
