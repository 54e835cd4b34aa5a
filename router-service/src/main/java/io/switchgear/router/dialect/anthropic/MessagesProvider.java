package io.switchgear.router.dialect.anthropic;

import java.util.ArrayList;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.chat.ChatAnswer;
import io.switchgear.router.dialect.chat.ChatRequest;
import io.switchgear.router.dialect.chat.Part;
import io.switchgear.router.dialect.chat.ProviderFormat;
import io.switchgear.router.dialect.chat.StopReason;
import io.switchgear.router.usage.AnthropicAnswers;

/** Anthropic's {@code /v1/messages}. */
public final class MessagesProvider implements ProviderFormat {

    private final JsonMapper json;

    public MessagesProvider(JsonMapper json) {
        this.json = json;
    }

    @Override
    public JsonNode request(ChatRequest request, String model) {
        return new MessagesRequestWriter(json).write(request, model);
    }

    @Override
    public ChatAnswer answer(JsonNode body) {
        var parts = new ArrayList<Part>();
        for (JsonNode block : body.path("content")) {
            Part part = part(block);
            if (part != null) {
                parts.add(part);
            }
        }
        JsonNode sequence = body.path("stop_sequence");
        return new ChatAnswer(
                body.path("id").asString(""),
                body.path("model").asString(""),
                parts,
                stop(body.path("stop_reason").asString("end_turn")),
                sequence.isString() ? sequence.asString() : null,
                AnthropicAnswers.usage(body.path("usage")));
    }

    private static @Nullable Part part(JsonNode block) {
        return switch (block.path("type").asString("")) {
            case "text" -> new Part.Text(block.path("text").asString(""));
            case "thinking" ->
                new Part.Thinking(
                        block.path("thinking").asString(""),
                        block.path("signature").asString(""));
            case "tool_use" ->
                new Part.ToolCall(
                        block.path("id").asString(""),
                        block.path("name").asString(""),
                        block.path("input").isObject() ? block.path("input").toString() : "{}",
                        null);
            default -> null;
        };
    }

    static StopReason stop(String reason) {
        return switch (reason) {
            case "stop_sequence" -> StopReason.STOP_SEQUENCE;
            case "max_tokens", "model_context_window_exceeded" -> StopReason.LENGTH;
            case "tool_use" -> StopReason.TOOL_CALLS;
            case "refusal" -> StopReason.CONTENT_FILTER;
            default -> StopReason.END;
        };
    }

    @Override
    public StreamReader stream() {
        return new MessagesStreamReader(json);
    }
}
