package io.switchgear.router.dialect.anthropic;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.chat.CallerFormat;
import io.switchgear.router.dialect.chat.ChatAnswer;
import io.switchgear.router.dialect.chat.ChatRequest;
import io.switchgear.router.dialect.chat.Fields;
import io.switchgear.router.dialect.chat.Part;
import io.switchgear.router.dialect.chat.StopReason;
import io.switchgear.router.dialect.chat.Whole;
import io.switchgear.router.usage.Reading;

/** {@code /v1/messages}. */
public final class MessagesCaller implements CallerFormat {

    private final JsonMapper json;

    public MessagesCaller(JsonMapper json) {
        this.json = json;
    }

    @Override
    public ChatRequest request(JsonNode body) {
        return MessagesRequestReader.read(body);
    }

    @Override
    public Whole answer(ChatAnswer answer) {
        ObjectNode message = head(answer.id(), answer.model());
        ArrayNode content = message.putArray("content");
        answer.parts().forEach(part -> block(part, content));
        String reason = stopReason(answer.stop());
        message.put("stop_reason", reason);
        message.put("stop_sequence", answer.stopSequence());
        message.set("usage", MessagesUsage.write(answer.usage()));
        var reading =
                new Reading(answer.id(), answer.model(), true, List.of(reason), answer.usage(), false, null, false);
        return new Whole(json.writeValueAsBytes(message), "application/json", reading);
    }

    static ObjectNode head(String id, String model) {
        ObjectNode message = Fields.object();
        message.put("id", id.isEmpty() ? "msg_switchgear" : id);
        message.put("type", "message");
        message.put("role", "assistant");
        message.put("model", model);
        return message;
    }

    private void block(Part part, ArrayNode content) {
        switch (part) {
            case Part.Text text -> content.addObject().put("type", "text").put("text", text.text());
            case Part.Thinking thinking ->
                content.addObject()
                        .put("type", "thinking")
                        .put("thinking", thinking.text())
                        .put("signature", thinking.signature() == null ? "" : thinking.signature());
            case Part.ToolCall call ->
                content.addObject()
                        .put("type", "tool_use")
                        .put("id", call.id())
                        .put("name", call.name())
                        .set("input", input(call.arguments()));
            case Part.Image image -> {}
            case Part.ImageLink link -> {}
            case Part.ToolResult result -> {}
        }
    }

    /** A model may write arguments that are no JSON object; the caller sees them rather than nothing. */
    private JsonNode input(String arguments) {
        JsonNode input = parse(arguments);
        return input != null && input.isObject() ? input : Fields.object().put("arguments", arguments);
    }

    private @Nullable JsonNode parse(String arguments) {
        try {
            return json.readTree(arguments);
        } catch (JacksonException e) {
            return null;
        }
    }

    static String stopReason(StopReason stop) {
        return switch (stop) {
            case END -> "end_turn";
            case STOP_SEQUENCE -> "stop_sequence";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case CONTENT_FILTER -> "refusal";
        };
    }

    @Override
    public StreamWriter stream() {
        return new MessagesStreamWriter();
    }

    @Override
    public byte[] error(int status, String code, String message) {
        return json.writeValueAsBytes(error(status, message));
    }

    static ObjectNode error(int status, String message) {
        ObjectNode body = Fields.object().put("type", "error");
        body.putObject("error").put("type", errorType(status)).put("message", message);
        return body;
    }

    private static String errorType(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }
}
