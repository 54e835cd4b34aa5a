package io.switchgear.router.dialect.openai;

import java.time.InstantSource;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.chat.CallerFormat;
import io.switchgear.router.dialect.chat.ChatAnswer;
import io.switchgear.router.dialect.chat.ChatRequest;
import io.switchgear.router.dialect.chat.Fields;
import io.switchgear.router.dialect.chat.Part;
import io.switchgear.router.dialect.chat.StopReason;
import io.switchgear.router.dialect.chat.Whole;
import io.switchgear.router.usage.Reading;

/** {@code /v1/chat/completions}. */
public final class ChatCompletionsCaller implements CallerFormat {

    private final JsonMapper json;
    private final InstantSource clock;

    public ChatCompletionsCaller(JsonMapper json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
    }

    @Override
    public ChatRequest request(JsonNode body) {
        return ChatRequestReader.read(body);
    }

    @Override
    public Whole answer(ChatAnswer answer) {
        ObjectNode completion = head("chat.completion", answer.id(), answer.model());
        ObjectNode choice = completion.putArray("choices").addObject();
        choice.put("index", 0);
        choice.set("message", message(answer.parts()));
        choice.putNull("logprobs");
        choice.put("finish_reason", finishReason(answer.stop()));
        if (answer.usage() != null) {
            completion.set("usage", ChatUsage.write(answer.usage()));
        }
        var reading = new Reading(
                answer.id(),
                answer.model(),
                true,
                List.of(finishReason(answer.stop())),
                answer.usage(),
                false,
                null,
                false);
        return new Whole(json.writeValueAsBytes(completion), "application/json", reading);
    }

    ObjectNode head(String object, String id, String model) {
        ObjectNode head = Fields.object();
        head.put("id", id.isEmpty() ? "chatcmpl-switchgear" : id);
        head.put("object", object);
        head.put("created", clock.instant().getEpochSecond());
        head.put("model", model);
        return head;
    }

    private static ObjectNode message(List<Part> parts) {
        ObjectNode message = Fields.object();
        message.put("role", "assistant");
        var text = new StringBuilder();
        var thoughts = new StringBuilder();
        int calls = 0;
        for (Part part : parts) {
            switch (part) {
                case Part.Text piece -> text.append(piece.text());
                case Part.Thinking thinking -> thoughts.append(thinking.text());
                case Part.ToolCall call ->
                    toolCall(message.withArray("tool_calls").addObject(), call);
                case Part.Image image -> {}
                case Part.ImageLink link -> {}
                case Part.ToolResult result -> {}
            }
            calls += part instanceof Part.ToolCall ? 1 : 0;
        }
        if (text.isEmpty() && calls > 0) {
            message.putNull("content");
        } else {
            message.put("content", text.toString());
        }
        message.putNull("refusal");
        if (!thoughts.isEmpty()) {
            message.put("reasoning_content", thoughts.toString());
        }
        return message;
    }

    private static void toolCall(ObjectNode written, Part.ToolCall call) {
        written.put("id", call.id());
        written.put("type", "function");
        written.putObject("function").put("name", call.name()).put("arguments", call.arguments());
        ThoughtSignature.write(written, call.signature());
    }

    static String finishReason(StopReason stop) {
        return switch (stop) {
            case END, STOP_SEQUENCE -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
        };
    }

    @Override
    public StreamWriter stream() {
        return new ChatStreamWriter(this);
    }

    @Override
    public byte[] error(int status, String code, String message) {
        return json.writeValueAsBytes(OpenAiErrors.body(status, code, message));
    }
}
