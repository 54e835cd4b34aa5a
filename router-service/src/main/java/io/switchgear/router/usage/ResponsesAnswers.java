package io.switchgear.router.usage;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.price.Tokens;

/** Answers of {@code /v1/responses}. */
public final class ResponsesAnswers implements AnswerReader {

    /** Items within which text can be gone on with, or which come before it. */
    private static final Set<String> PLAIN_ITEMS = Set.of("message", "reasoning");

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
            case "response.created", "response.in_progress" -> started(event.path("response"));
            case "response.output_text.delta" ->
                piece(true)
                        .carrying(
                                OpenAiAnswers.text(event.path("delta")),
                                event.path("output_index").asInt(-1),
                                event.path("content_index").asInt(0) > 0);
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
                piece(true).carrying(null, event.path("output_index").asInt(-1), false);
            case "response.output_item.added" ->
                piece(false)
                        .carrying(
                                null,
                                event.path("output_index").asInt(-1),
                                !PLAIN_ITEMS.contains(
                                        event.path("item").path("type").asString("")));
            case "response.output_text.done", "response.content_part.done", "response.output_item.done" ->
                piece(false).carrying(null, event.path("output_index").asInt(-1), false);
            case "response.output_text.annotation.added" -> piece(false).carrying(null, -1, true);
            case "response.failed" -> failed(event.path("response").path("error"));
            case "error" -> failed(event.has("error") ? event.path("error") : event);
            default -> piece(type.endsWith(".delta"));
        };
    }

    private static Reading piece(boolean content) {
        return new Reading(null, null, content, List.of(), null, false, null, false);
    }

    private static Reading started(JsonNode response) {
        return new Reading(
                OpenAiAnswers.text(response.path("id")),
                OpenAiAnswers.text(response.path("model")),
                false,
                List.of(),
                null,
                false,
                null,
                false);
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
