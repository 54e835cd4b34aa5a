package io.switchgear.simulator.anthropic;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.simulator.exchange.Answer;
import io.switchgear.simulator.exchange.Call;
import io.switchgear.simulator.exchange.Dialect;
import io.switchgear.simulator.exchange.Events;
import io.switchgear.simulator.exchange.Finish;
import io.switchgear.simulator.exchange.Refusal;
import io.switchgear.simulator.exchange.Script;
import io.switchgear.simulator.exchange.Tool;
import io.switchgear.simulator.exchange.Words;
import io.switchgear.simulator.json.Json;

/** {@code POST /v1/messages}. */
public final class Messages implements Dialect {

    @Override
    public String path() {
        return "/v1/messages";
    }

    @Override
    public Call read(ObjectNode body) {
        var limit = body.path("max_tokens");
        if (limit.isMissingNode()) {
            throw Refusal.invalid("max_tokens: Field required", null);
        }
        if (!limit.isInt() || limit.intValue() < 1) {
            throw Refusal.invalid("max_tokens: Input should be greater than or equal to 1", null);
        }
        if (!(body.path("messages") instanceof ArrayNode messages) || messages.isEmpty()) {
            throw Refusal.invalid("messages: at least one message is required", null);
        }
        int words = Words.count(content(body.path("system")));
        for (JsonNode message : messages) {
            String role = Json.text(message.path("role"));
            if (!role.equals("user") && !role.equals("assistant")) {
                throw Refusal.invalid("messages.role: Input should be 'user' or 'assistant'", null);
            }
            words += Words.count(content(message.path("content")));
        }
        var last = messages.get(messages.size() - 1);
        boolean prefilled = Json.text(last.path("role")).equals("assistant");
        if (prefilled && endsWithSpace(last.path("content"))) {
            throw Refusal.invalid("messages: final assistant content cannot end with trailing whitespace", null);
        }
        return new Call(
                body.path("stream").asBoolean(false),
                words,
                limit.intValue(),
                messages.size(),
                prefilled ? Words.count(content(last.path("content"))) : 0,
                prefilled,
                tool(body),
                body);
    }

    private static @Nullable Tool tool(ObjectNode body) {
        var choice = body.path("tool_choice");
        String type = Json.text(choice.path("type"));
        String wanted = Json.text(choice.path("name"));
        if (!type.equals("any") && !type.equals("tool")) {
            return null;
        }
        for (JsonNode tool : body.path("tools")) {
            String name = Json.text(tool.path("name"));
            if (type.equals("any") || wanted.equals(name)) {
                return Tool.of(name, tool.path("input_schema"));
            }
        }
        throw Refusal.invalid("tool_choice: tool '" + wanted + "' not found in provided tools", null);
    }

    private static boolean endsWithSpace(JsonNode content) {
        String text =
                content.isArray() ? Json.text(content.path(content.size() - 1).path("text")) : Json.text(content);
        return !text.equals(text.stripTrailing());
    }

    private static String content(JsonNode content) {
        if (!content.isArray()) {
            return Json.text(content);
        }
        var text = new StringBuilder();
        for (JsonNode block : content) {
            text.append(Json.text(block.path("text"))).append(' ');
        }
        return text.toString();
    }

    @Override
    public ObjectNode whole(Call call, Answer answer) {
        var tool = answer.tool();
        ObjectNode block;
        if (tool == null) {
            block = text(answer.text());
        } else {
            block = toolUse(answer).set("input", tool.tool().arguments());
        }
        var message = message(answer, Json.array().add(block), answer.usage().output());
        return message.put("stop_reason", stop(answer.finish()));
    }

    @Override
    public Script stream(Call call, Answer answer) {
        var start = message(answer, Json.array(), 0).putNull("stop_reason");
        var opening = List.of(
                Events.named(event("message_start").set("message", start)),
                Events.named(indexed("content_block_start")
                        .set("content_block", answer.tool() == null ? text("") : toolUse(answer))),
                Events.named(event("ping")));
        var delta = Json.object().put("stop_reason", stop(answer.finish())).putNull("stop_sequence");
        var closing = List.of(
                Events.named(indexed("content_block_stop")),
                Events.named(event("message_delta")
                        .set("delta", delta)
                        .set("usage", usage(answer, answer.usage().output()))));
        return new Script(
                opening,
                answer.tokens(),
                i -> Events.named(indexed("content_block_delta").set("delta", delta(answer, i))),
                closing,
                Events.named(event("message_stop")));
    }

    private static ObjectNode delta(Answer answer, int index) {
        return answer.tool() == null
                ? Json.object().put("type", "text_delta").put("text", answer.token(index))
                : Json.object().put("type", "input_json_delta").put("partial_json", answer.token(index));
    }

    private static ObjectNode event(String type) {
        return Json.object().put("type", type);
    }

    private static ObjectNode indexed(String type) {
        return event(type).put("index", 0);
    }

    private static ObjectNode text(String text) {
        return Json.object().put("type", "text").put("text", text);
    }

    private static ObjectNode toolUse(Answer answer) {
        var tool = answer.tool();
        var block = Json.object()
                .put("type", "tool_use")
                .put("id", "toolu_" + answer.id())
                .put("name", tool == null ? "" : tool.tool().name());
        block.set("caller", Json.object().put("type", "direct"));
        return block.set("input", Json.object());
    }

    private static ObjectNode message(Answer answer, ArrayNode content, int output) {
        var message = Json.object()
                .put("id", "msg_" + answer.id())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", answer.model())
                .putNull("stop_sequence");
        message.set("content", content);
        return message.set("usage", usage(answer, output));
    }

    /** Anthropic counts cached tokens beside the input, not in it. */
    private static ObjectNode usage(Answer answer, int output) {
        var usage = answer.usage();
        return Json.object()
                .put("input_tokens", usage.input() - usage.cached())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", usage.cached())
                .put("output_tokens", output);
    }

    private static String stop(Finish finish) {
        return switch (finish) {
            case STOP -> "end_turn";
            case LENGTH -> "max_tokens";
            case TOOL -> "tool_use";
            case CONTENT_FILTER -> "refusal";
        };
    }

    @Override
    public ObjectNode error(Refusal refusal, String requestId) {
        var error = Json.object().put("type", type(refusal.status())).put("message", refusal.message());
        return event("error").set("error", error).put("request_id", requestId);
    }

    /** As Anthropic sends it in a stream: an overload. */
    @Override
    public String errorFrame(Refusal refusal, String requestId) {
        return Events.named(error(new Refusal(529, "Overloaded", null, null, null), requestId));
    }

    @Override
    public Map<String, String> headers(String requestId) {
        return Map.of("request-id", requestId);
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case 529 -> "overloaded_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }
}
