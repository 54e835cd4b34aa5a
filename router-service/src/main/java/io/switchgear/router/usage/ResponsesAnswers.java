package io.switchgear.router.usage;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.price.Tokens;

/** Answers of {@code /v1/responses}. */
public final class ResponsesAnswers implements AnswerReader {

    private final JsonMapper json;

    public ResponsesAnswers(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Reading whole(byte[] body) {
        return response(json.readTree(body), true);
    }

    @Override
    public Reading piece(byte[] data) {
        if (data.length == 0) {
            return Reading.NOTHING;
        }
        JsonNode event = json.readTree(data);
        String type = event.path("type").asString("");
        return switch (type) {
            case "response.completed", "response.incomplete" -> response(event.path("response"), true);
            case "response.failed" -> failed(event.path("response").path("error"));
            case "error" -> failed(event.has("error") ? event.path("error") : event);
            default -> new Reading(null, null, type.endsWith(".delta"), List.of(), null, false, null, false);
        };
    }

    private static Reading failed(JsonNode error) {
        String message = OpenAiAnswers.error(error);
        return new Reading(
                null, null, false, List.of(), null, false, message == null ? "The response failed." : message, true);
    }

    private static Reading response(JsonNode response, boolean last) {
        String status = OpenAiAnswers.text(response.path("status"));
        return new Reading(
                OpenAiAnswers.text(response.path("id")),
                OpenAiAnswers.text(response.path("model")),
                true,
                status == null ? List.of() : List.of(status),
                usage(response.path("usage")),
                false,
                OpenAiAnswers.error(response.path("error")),
                last);
    }

    private static @Nullable Tokens usage(JsonNode usage) {
        if (!usage.isObject()) {
            return null;
        }
        return new Tokens(
                usage.path("input_tokens").asLong(0),
                usage.path("output_tokens").asLong(0),
                usage.path("input_tokens_details").path("cached_tokens").asLong(0),
                usage.path("input_tokens_details").path("cache_write_tokens").asLong(0),
                usage.path("output_tokens_details").path("reasoning_tokens").asLong(0));
    }
}
