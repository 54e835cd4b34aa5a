package io.switchgear.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Tool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The official Anthropic SDK, which validates what it reads. */
class AnthropicSdkTest {

    private static final SimulatorServer SIMULATOR = SimulatorServer.start(SimulatorSettings.forTests());

    private final AnthropicClient client = AnthropicOkHttpClient.builder()
            .baseUrl(SIMULATOR.url())
            .apiKey("sk-ant-test")
            .maxRetries(0)
            .build();

    @AfterAll
    static void close() {
        SIMULATOR.close();
    }

    @Test
    void aMessage() {
        var message = client.messages().create(message().system("be brief").build());

        message.validate();
        assertThat(message.content().getFirst().asText().text().split(" ")).hasSize(16);
        assertThat(message.stopReason().orElseThrow().asString()).isEqualTo("end_turn");
        assertThat(message.usage().inputTokens()).isEqualTo(5);
        assertThat(message.usage().outputTokens()).isEqualTo(16);
    }

    @Test
    void cachedTokensAreCountedBesideTheInput() {
        var usage = client.messages()
                .create(message()
                        .putAdditionalBodyProperty(
                                "simulator", JsonValue.from(Map.of("input_tokens", 1000, "cached_tokens", 900)))
                        .build())
                .usage();

        assertThat(usage.inputTokens()).isEqualTo(100);
        assertThat(usage.cacheReadInputTokens()).contains(900L);
    }

    @Test
    void aStreamedMessage() {
        var events = stream(message().maxTokens(5).build());

        events.forEach(RawMessageStreamEvent::validate);
        assertThat(events.getFirst().asMessageStart().message().usage().inputTokens())
                .isEqualTo(3);
        assertThat(text(events).split(" ")).hasSize(5);
        var delta = events.get(events.size() - 2).asMessageDelta();
        assertThat(delta.delta().stopReason().orElseThrow().asString()).isEqualTo("max_tokens");
        assertThat(delta.usage().outputTokens()).isEqualTo(5);
        assertThat(events.getLast().isMessageStop()).isTrue();
    }

    @Test
    void aPrefillIsContinued() {
        String whole = client.messages()
                .create(message().build())
                .content()
                .getFirst()
                .asText()
                .text();
        String begun = whole.substring(0, whole.lastIndexOf(' '));

        var rest = client.messages()
                .create(message().addAssistantMessage(begun).build())
                .content()
                .getFirst()
                .asText()
                .text();

        assertThat(begun + rest).isEqualTo(whole);
    }

    @Test
    void aToolIsUsed() {
        var params = message()
                .addTool(Tool.builder()
                        .name("weather")
                        .inputSchema(Tool.InputSchema.builder()
                                .properties(JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .required(List.of("city"))
                                .build())
                        .build())
                .toolToolChoice("weather")
                .build();
        var message = client.messages().create(params);

        message.validate();
        assertThat(message.stopReason().orElseThrow().asString()).isEqualTo("tool_use");
        assertThat(message.content().getFirst().asToolUse()._input()).isEqualTo(JsonValue.from(Map.of("city", "word")));
        var streamed = new StringBuilder();
        stream(params).stream()
                .filter(RawMessageStreamEvent::isContentBlockDelta)
                .forEach(event -> streamed.append(
                        event.asContentBlockDelta().delta().asInputJson().partialJson()));
        assertThat(streamed).hasToString("{\"city\":\"word\"}");
    }

    @Test
    void errorsAreTheSdksOwn() {
        assertThatThrownBy(() -> client.messages()
                        .create(message("claude-sim!status=429,retry-after=3").build()))
                .isInstanceOfSatisfying(RateLimitException.class, e -> {
                    assertThat(e.requestId()).isPresent();
                    assertThat(e.type().orElseThrow().asString()).isEqualTo("rate_limit_error");
                    assertThat(e.headers().values("retry-after")).containsExactly("3");
                });
        assertThatThrownBy(() -> stream(message("claude-sim!error=2").build())).isInstanceOf(AnthropicException.class);
        assertThatThrownBy(() -> stream(message("claude-sim!malformed=2").build()))
                .isInstanceOf(AnthropicException.class);
    }

    @Test
    void models() {
        assertThat(client.models().list().data().stream().map(model -> model.id()))
                .contains("claude-sim");
    }

    private List<RawMessageStreamEvent> stream(MessageCreateParams params) {
        var events = new ArrayList<RawMessageStreamEvent>();
        try (var stream = client.messages().createStreaming(params)) {
            stream.stream().forEach(events::add);
        }
        return events;
    }

    private static String text(List<RawMessageStreamEvent> events) {
        var text = new StringBuilder();
        events.stream()
                .filter(RawMessageStreamEvent::isContentBlockDelta)
                .forEach(event ->
                        text.append(event.asContentBlockDelta().delta().asText().text()));
        return text.toString();
    }

    private static MessageCreateParams.Builder message() {
        return message("claude-sim");
    }

    private static MessageCreateParams.Builder message(String model) {
        return MessageCreateParams.builder().model(model).maxTokens(100).addUserMessage("one two three");
    }
}
