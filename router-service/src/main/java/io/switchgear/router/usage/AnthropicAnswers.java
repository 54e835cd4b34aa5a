package io.switchgear.router.usage;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.price.Tokens;

/** Answers of {@code /v1/messages}. Anthropic counts cached input beside input; here it is part of it. */
public final class AnthropicAnswers implements AnswerReader {

    private final JsonMapper json;

    public AnthropicAnswers(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Reading whole(byte[] body) {
        JsonNode message = json.readTree(body);
        return message(message, message.path("stop_reason"), message.path("usage"), true, false);
    }

    @Override
    public Reading piece(byte[] data) {
        if (data.length == 0) {
            return Reading.NOTHING;
        }
        JsonNode event = json.readTree(data);
        return switch (event.path("type").asString("")) {
            case "message_start" -> {
                JsonNode message = event.path("message");
                yield message(message, message.path("stop_reason"), message.path("usage"), false, false);
            }
            case "content_block_delta" -> {
                JsonNode delta = event.path("delta");
                yield new Reading(null, null, true, List.of(), null, false, null, false)
                        .carrying(
                                OpenAiAnswers.text(delta.path("text")),
                                event.path("index").asInt(-1),
                                delta.path("type").asString("").equals("input_json_delta"));
            }
            case "content_block_stop" ->
                Reading.NOTHING.carrying(null, event.path("index").asInt(-1), false);
            case "content_block_start" -> {
                boolean tool =
                        event.path("content_block").path("type").asString("").endsWith("tool_use");
                yield new Reading(null, null, tool, List.of(), null, false, null, false)
                        .carrying(null, event.path("index").asInt(-1), tool);
            }
            case "message_delta" ->
                message(event, event.path("delta").path("stop_reason"), event.path("usage"), false, false);
            case "message_stop" -> Reading.DONE;
            case "error" -> {
                String error = OpenAiAnswers.error(event.path("error"));
                yield new Reading(
                        null, null, false, List.of(), null, false, error == null ? "The stream failed." : error, true);
            }
            default -> Reading.NOTHING;
        };
    }

    private static Reading message(JsonNode message, JsonNode stop, JsonNode usage, boolean content, boolean last) {
        String reason = OpenAiAnswers.text(stop);
        return new Reading(
                OpenAiAnswers.text(message.path("id")),
                OpenAiAnswers.text(message.path("model")),
                content,
                reason == null ? List.of() : List.of(reason),
                usage(usage),
                false,
                OpenAiAnswers.error(message.path("error")),
                last);
    }

    public static @Nullable Tokens usage(JsonNode usage) {
        if (!usage.isObject()) {
            return null;
        }
        long read = usage.path("cache_read_input_tokens").asLong(0);
        long written = usage.path("cache_creation_input_tokens").asLong(0);
        return new Tokens(
                usage.path("input_tokens").asLong(0) + read + written,
                usage.path("output_tokens").asLong(0),
                read,
                written,
                0);
    }
}
