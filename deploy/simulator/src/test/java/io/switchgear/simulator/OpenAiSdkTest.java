package io.switchgear.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import io.switchgear.simulator.provider.Pace;
import io.switchgear.simulator.provider.ProviderSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The official OpenAI SDK, which validates what it reads. */
class OpenAiSdkTest {

    private static final SimulatorServer SIMULATOR = SimulatorServer.start(SimulatorSettings.forTests());

    private final OpenAIClient client = client("/v1", "sk-test");

    @AfterAll
    static void close() {
        SIMULATOR.close();
    }

    @Test
    void aCompletion() {
        var completion = client.chat().completions().create(chat().build());

        completion.validate();
        assertThat(completion.model()).isEqualTo("gpt-sim");
        assertThat(words(completion.choices().getFirst().message().content().orElseThrow()))
                .hasSize(16);
        assertThat(completion.choices().getFirst().finishReason().asString()).isEqualTo("stop");
        assertThat(completion.usage().orElseThrow().promptTokens()).isEqualTo(3);
        assertThat(completion.usage().orElseThrow().completionTokens()).isEqualTo(16);
        assertThat(completion.usage().orElseThrow().totalTokens()).isEqualTo(19);
    }

    @Test
    void theCallersLimitShortensTheAnswer() {
        var completion =
                client.chat().completions().create(chat().maxCompletionTokens(5).build());

        assertThat(completion.choices().getFirst().finishReason().asString()).isEqualTo("length");
        assertThat(completion.usage().orElseThrow().completionTokens()).isEqualTo(5);
    }

    @Test
    void exactSizesAreHonoured() {
        var usage = client.chat()
                .completions()
                .create(chat().maxCompletionTokens(5)
                        .putAdditionalBodyProperty(
                                "simulator",
                                JsonValue.from(Map.of(
                                        "input_tokens",
                                        4808,
                                        "output_tokens",
                                        1234,
                                        "cached_tokens",
                                        4000,
                                        "reasoning_tokens",
                                        200)))
                        .build())
                .usage()
                .orElseThrow();

        assertThat(usage.promptTokens()).isEqualTo(4808);
        assertThat(usage.completionTokens()).isEqualTo(1234);
        assertThat(usage.promptTokensDetails().orElseThrow().cachedTokens()).contains(4000L);
        assertThat(usage.completionTokensDetails().orElseThrow().reasoningTokens())
                .contains(200L);
    }

    @Test
    void aStreamedCompletion() {
        var chunks = stream(chat().streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());

        chunks.forEach(ChatCompletionChunk::validate);
        assertThat(chunks.getFirst()
                        .choices()
                        .getFirst()
                        .delta()
                        .role()
                        .orElseThrow()
                        .asString())
                .isEqualTo("assistant");
        assertThat(chunks.getLast().choices()).isEmpty();
        assertThat(chunks.getLast().usage().orElseThrow().completionTokens()).isEqualTo(16);
        assertThat(chunks.get(chunks.size() - 2)
                        .choices()
                        .getFirst()
                        .finishReason()
                        .orElseThrow()
                        .asString())
                .isEqualTo("stop");
        assertThat(content(chunks))
                .isEqualTo(client.chat()
                        .completions()
                        .create(chat().build())
                        .choices()
                        .getFirst()
                        .message()
                        .content()
                        .orElseThrow());
    }

    @Test
    void aRequiredToolIsCalled() {
        var params = chat().addFunctionTool(weather())
                .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED)
                .build();
        var choice = client.chat().completions().create(params).choices().getFirst();

        assertThat(choice.finishReason().asString()).isEqualTo("tool_calls");
        var function = choice.message()
                .toolCalls()
                .orElseThrow()
                .getFirst()
                .asFunction()
                .function();
        assertThat(function.name()).isEqualTo("weather");
        assertThat(function.arguments()).isEqualTo("{\"city\":\"word\",\"days\":1}");

        var streamed = new StringBuilder();
        stream(params).stream()
                .flatMap(chunk -> chunk.choices().stream())
                .flatMap(part -> part.delta().toolCalls().stream().flatMap(List::stream))
                .flatMap(call -> call.function().stream())
                .forEach(call -> streamed.append(call.arguments().orElse("")));
        assertThat(streamed).hasToString("{\"city\":\"word\",\"days\":1}");
    }

    @Test
    void embeddings() {
        var params = EmbeddingCreateParams.builder()
                .model("embed-sim")
                .inputOfArrayOfStrings(List.of("one two", "two one", "something else"))
                .dimensions(64)
                .build();
        var response = client.embeddings().create(params);

        response.validate();
        var vectors = response.data().stream().map(item -> item.embedding()).toList();
        assertThat(vectors).hasSize(3).allSatisfy(vector -> assertThat(vector).hasSize(64));
        assertThat(vectors.get(0)).isEqualTo(vectors.get(1)).isNotEqualTo(vectors.get(2));
        assertThat(response.usage().promptTokens()).isEqualTo(6);

        var numbers = client.embeddings()
                .create(params.toBuilder()
                        .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
                        .build());
        assertThat(numbers.data().getFirst().embedding()).isEqualTo(vectors.getFirst());
    }

    @Test
    void aResponse() {
        var response = client.responses().create(response().maxOutputTokens(4).build());

        response.validate();
        assertThat(response.status().orElseThrow().asString()).isEqualTo("incomplete");
        assertThat(response.incompleteDetails()
                        .orElseThrow()
                        .reason()
                        .orElseThrow()
                        .asString())
                .isEqualTo("max_output_tokens");
        assertThat(response.usage().orElseThrow().inputTokens()).isEqualTo(3);
        assertThat(response.usage().orElseThrow().outputTokens()).isEqualTo(4);
    }

    @Test
    void aStreamedResponse() {
        var events = new ArrayList<ResponseStreamEvent>();
        try (var stream = client.responses().createStreaming(response().build())) {
            stream.stream().forEach(events::add);
        }

        events.forEach(ResponseStreamEvent::validate);
        assertThat(events.getFirst().isCreated()).isTrue();
        var text = new StringBuilder();
        events.forEach(event -> event.outputTextDelta().ifPresent(delta -> text.append(delta.delta())));
        assertThat(words(text.toString())).hasSize(16);
        var whole = events.getLast().asCompleted().response();
        assertThat(whole.usage().orElseThrow().outputTokens()).isEqualTo(16);
        assertThat(whole.output()
                        .getFirst()
                        .asMessage()
                        .content()
                        .getFirst()
                        .asOutputText()
                        .text())
                .isEqualTo(text.toString());
    }

    @Test
    void models() {
        assertThat(client.models().list().data().stream().map(model -> model.id()))
                .contains("gpt-sim", "claude-sim");
        assertThat(client.models().retrieve("gpt-sim").id()).isEqualTo("gpt-sim");
    }

    @Test
    void errorsAreTheSdksOwn() {
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(chat("gpt-sim!status=429,retry-after=1").build()))
                .isInstanceOfSatisfying(RateLimitException.class, e -> {
                    assertThat(e.code()).contains("rate_limit_exceeded");
                    assertThat(e.type()).contains("rate_limit_error");
                });
        assertThatThrownBy(() -> stream(chat("gpt-sim!error=2").build())).isInstanceOf(OpenAIServiceException.class);
    }

    @Test
    void aNamedProviderChecksItsKey() {
        SIMULATOR
                .providers()
                .get("locked")
                .configure(new ProviderSettings(List.of(), new Pace(0, 0, 0), 16, 0, "sk-right", Set.of("gpt-locked")));

        assertThatThrownBy(() ->
                        client("/p/locked/v1", "sk-wrong").chat().completions().create(chat().build()))
                .isInstanceOf(UnauthorizedException.class);
        var right = client("/p/locked/v1", "sk-right");
        assertThat(right.chat().completions().create(chat("gpt-locked").build()).model())
                .isEqualTo("gpt-locked");
        assertThat(right.models().list().data()).hasSize(1);
        assertThatThrownBy(() ->
                        right.chat().completions().create(chat("gpt-other").build()))
                .isInstanceOfSatisfying(
                        OpenAIServiceException.class, e -> assertThat(e.code()).contains("model_not_found"));
    }

    private List<ChatCompletionChunk> stream(ChatCompletionCreateParams params) {
        try (var stream = client.chat().completions().createStreaming(params)) {
            return stream.stream().toList();
        }
    }

    private static String content(List<ChatCompletionChunk> chunks) {
        var text = new StringBuilder();
        chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .forEach(choice -> text.append(choice.delta().content().orElse("")));
        return text.toString();
    }

    private static String[] words(String text) {
        return text.split("\\s+");
    }

    private static ChatCompletionCreateParams.Builder chat() {
        return chat("gpt-sim");
    }

    private static ChatCompletionCreateParams.Builder chat(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("one two three");
    }

    private static ResponseCreateParams.Builder response() {
        return ResponseCreateParams.builder().model("gpt-sim").input("one two three");
    }

    private static FunctionDefinition weather() {
        return FunctionDefinition.builder()
                .name("weather")
                .parameters(FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty(
                                "properties",
                                JsonValue.from(
                                        Map.of("city", Map.of("type", "string"), "days", Map.of("type", "integer"))))
                        .putAdditionalProperty("required", JsonValue.from(List.of("city", "days")))
                        .build())
                .build();
    }

    private static OpenAIClient client(String path, String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(SIMULATOR.url() + path)
                .apiKey(key)
                .maxRetries(0)
                .build();
    }
}
