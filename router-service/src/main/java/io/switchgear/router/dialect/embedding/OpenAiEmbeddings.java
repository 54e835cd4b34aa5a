package io.switchgear.router.dialect.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.chat.Fields;
import io.switchgear.router.dialect.chat.Untranslatable;
import io.switchgear.router.dialect.chat.Whole;
import io.switchgear.router.price.Tokens;
import io.switchgear.router.usage.Reading;

/** The callers' side: OpenAI's {@code /v1/embeddings}. */
public final class OpenAiEmbeddings {

    private static final String TEXTS = "must be a text or a list of texts for this model's provider";

    private final JsonMapper json;

    public OpenAiEmbeddings(JsonMapper json) {
        this.json = json;
    }

    /**
     * Reads a request.
     *
     * @throws Untranslatable for what only OpenAI's models can read: numbers of tokens
     */
    public EmbeddingRequest request(JsonNode body) {
        String format = Fields.text(body, "encoding_format");
        if (format != null && !format.equals("float") && !format.equals("base64")) {
            throw Untranslatable.invalid("encoding_format", "must be float or base64");
        }
        return new EmbeddingRequest(
                texts(body.path("input")),
                Fields.integer(body, "dimensions"),
                "base64".equals(format),
                Fields.text(body, "input_type"));
    }

    private static List<String> texts(JsonNode input) {
        if (input.isString()) {
            return List.of(input.asString());
        }
        var texts = new ArrayList<String>();
        for (JsonNode text : input) {
            if (!text.isString()) {
                throw Untranslatable.invalid("input", TEXTS);
            }
            texts.add(text.asString());
        }
        if (!input.isArray() || texts.isEmpty()) {
            throw Untranslatable.invalid("input", TEXTS);
        }
        return texts;
    }

    /** Writes an answer; where the provider tells no tokens, it tells 0, which the format has no other word for. */
    public Whole answer(EmbeddingAnswer answer, EmbeddingRequest asked, String model) {
        ObjectNode body = Fields.object().put("object", "list");
        ArrayNode data = body.putArray("data");
        for (JsonNode vector : answer.vectors()) {
            ObjectNode item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
            if (asked.base64()) {
                item.put("embedding", base64(vector));
            } else {
                item.set("embedding", vector);
            }
        }
        body.put("model", model);
        Long tokens = answer.inputTokens();
        body.putObject("usage")
                .put("prompt_tokens", tokens == null ? 0 : tokens)
                .put("total_tokens", tokens == null ? 0 : tokens);
        Tokens usage = tokens == null ? null : new Tokens(tokens, 0, 0, 0, 0);
        return new Whole(
                json.writeValueAsBytes(body),
                "application/json",
                new Reading(null, model, true, List.of(), usage, false, null, false));
    }

    private static String base64(JsonNode vector) {
        var bytes = ByteBuffer.allocate(vector.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        vector.forEach(number -> bytes.putFloat((float) number.asDouble()));
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
