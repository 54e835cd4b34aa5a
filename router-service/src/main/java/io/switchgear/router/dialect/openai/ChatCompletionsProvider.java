package io.switchgear.router.dialect.openai;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.chat.ChatAnswer;
import io.switchgear.router.dialect.chat.ChatRequest;
import io.switchgear.router.dialect.chat.Part;
import io.switchgear.router.dialect.chat.ProviderFormat;
import io.switchgear.router.dialect.chat.StopReason;
import io.switchgear.router.provider.ProviderType;
import io.switchgear.router.usage.OpenAiAnswers;

/** OpenAI's and compatible providers' {@code /chat/completions}. */
public final class ChatCompletionsProvider implements ProviderFormat {

    private final JsonMapper json;
    private final ProviderType type;

    public ChatCompletionsProvider(JsonMapper json, ProviderType type) {
        this.json = json;
        this.type = type;
    }

    @Override
    public JsonNode request(ChatRequest request, String model) {
        return new ChatRequestWriter(type).write(request, model);
    }

    @Override
    public ChatAnswer answer(JsonNode body) {
        JsonNode choice = body.path("choices").path(0);
        JsonNode message = choice.path("message");
        var parts = new ArrayList<Part>();
        String thoughts = thoughts(message);
        if (thoughts != null) {
            parts.add(new Part.Thinking(thoughts, null));
        }
        for (String field : List.of("content", "refusal")) {
            String text = message.path(field).asString("");
            if (!text.isEmpty()) {
                parts.add(new Part.Text(text));
            }
        }
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            String arguments = function.path("arguments").asString("");
            parts.add(new Part.ToolCall(
                    call.path("id").asString(""),
                    function.path("name").asString(""),
                    arguments.isBlank() ? "{}" : arguments,
                    ThoughtSignature.read(call)));
        }
        boolean refused = !message.path("refusal").asString("").isEmpty();
        return new ChatAnswer(
                body.path("id").asString(""),
                body.path("model").asString(""),
                parts,
                refused
                        ? StopReason.CONTENT_FILTER
                        : stop(choice.path("finish_reason").asString("stop")),
                null,
                OpenAiAnswers.usage(body.path("usage")));
    }

    /** Under the names that compatible servers give them. */
    static @Nullable String thoughts(JsonNode message) {
        for (String field : List.of("reasoning_content", "reasoning")) {
            String text = message.path(field).asString("");
            if (!text.isEmpty()) {
                return text;
            }
        }
        return null;
    }

    static StopReason stop(String finishReason) {
        return switch (finishReason) {
            case "length" -> StopReason.LENGTH;
            case "tool_calls", "function_call" -> StopReason.TOOL_CALLS;
            case "content_filter" -> StopReason.CONTENT_FILTER;
            default -> StopReason.END;
        };
    }

    @Override
    public StreamReader stream() {
        return new ChatStreamReader(json);
    }
}
