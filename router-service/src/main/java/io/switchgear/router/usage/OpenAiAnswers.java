package io.switchgear.router.usage;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
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
        return read(body);
    }

    @Override
    public Reading piece(byte[] data) {
        if (data.length == 0) {
            return Reading.NOTHING;
        }
        return Arrays.equals(data, DONE) ? Reading.DONE : read(data);
    }

    private Reading read(byte[] answer) {
        try (JsonParser parser = json.createParser(answer)) {
            return new OpenAiReader(parser).read();
        }
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
