package io.switchgear.router.usage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.price.Tokens;

/** Answers of {@code /v1/chat/completions} and {@code /v1/embeddings}. */
public final class OpenAiAnswers implements AnswerReader {

    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    private final JsonMapper json;

    public OpenAiAnswers(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Reading whole(byte[] body) {
        return read(json.readTree(body));
    }

    @Override
    public Reading piece(byte[] data) {
        if (data.length == 0) {
            return Reading.NOTHING;
        }
        return Arrays.equals(data, DONE) ? Reading.DONE : read(json.readTree(data));
    }

    private static Reading read(JsonNode answer) {
        JsonNode choices = answer.path("choices");
        var finishReasons = new ArrayList<String>();
        boolean content = false;
        boolean structured = false;
        String text = null;
        for (JsonNode choice : choices) {
            String reason = text(choice.path("finish_reason"));
            if (reason != null) {
                finishReasons.add(reason);
            }
            content |= carries(choice.path("delta")) || carries(choice.path("message")) || filled(choice.path("text"));
            structured |= structured(choice);
            text = text(choice.path("delta").path("content"));
        }
        Tokens usage = usage(answer.path("usage"));
        return new Reading(
                        text(answer.path("id")),
                        text(answer.path("model")),
                        content,
                        List.copyOf(finishReasons),
                        usage,
                        usage != null && choices.isArray() && choices.isEmpty(),
                        error(answer.path("error")),
                        false)
                .carrying(text, text == null || text.isEmpty() ? -1 : 0, structured);
    }

    private static boolean structured(JsonNode choice) {
        if (choice.path("index").asInt(0) > 0) {
            return true;
        }
        for (String field : List.of("tool_calls", "function_call", "audio", "refusal")) {
            if (filled(choice.path("delta").path(field))) {
                return true;
            }
        }
        return false;
    }

    private static boolean carries(JsonNode delta) {
        for (String field : List.of("content", "refusal", "reasoning_content", "reasoning", "audio", "function_call")) {
            if (filled(delta.path(field))) {
                return true;
            }
        }
        return filled(delta.path("tool_calls"));
    }

    private static boolean filled(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING, NULL -> false;
            case STRING -> !value.asString().isEmpty();
            case ARRAY, OBJECT -> !value.isEmpty();
            default -> true;
        };
    }

    public static @Nullable Tokens usage(JsonNode usage) {
        if (!usage.isObject()) {
            return null;
        }
        return new Tokens(
                usage.path("prompt_tokens").asLong(0),
                usage.path("completion_tokens").asLong(0),
                usage.path("prompt_tokens_details").path("cached_tokens").asLong(0),
                usage.path("prompt_tokens_details").path("cache_write_tokens").asLong(0),
                usage.path("completion_tokens_details").path("reasoning_tokens").asLong(0));
    }

    public static @Nullable String error(JsonNode error) {
        if (error.isMissingNode() || error.isNull()) {
            return null;
        }
        String message = text(error.path("message"));
        return message != null ? message : error.toString();
    }

    static @Nullable String text(JsonNode value) {
        return value.isString() ? value.asString() : null;
    }
}
