package io.switchgear.simulator.openai;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import io.switchgear.simulator.exchange.Refusal;
import io.switchgear.simulator.json.Json;

/** Fields of OpenAI requests, refused as OpenAI does when they are of the wrong kind. */
final class Fields {

    private Fields() {}

    static ArrayNode messages(JsonNode body) {
        var messages = body.path("messages");
        if (messages.isMissingNode() || messages.isNull()) {
            throw Refusal.missing("messages");
        }
        if (!(messages instanceof ArrayNode array) || array.isEmpty()) {
            throw Refusal.invalid("'messages' must be a non-empty array.", "messages");
        }
        for (int i = 0; i < array.size(); i++) {
            if (!array.get(i).path("role").isString()) {
                throw Refusal.missing("messages[" + i + "].role");
            }
        }
        return array;
    }

    /** The text of a string, or of the {@code text} of each part of an array. */
    static String content(JsonNode content) {
        if (!content.isArray()) {
            return Json.text(content);
        }
        var text = new StringBuilder();
        for (JsonNode part : content) {
            text.append(part.isString() ? part.stringValue() : Json.text(part.path("text")))
                    .append(' ');
        }
        return text.toString();
    }

    /** A count of at least 1, or null when it is absent. */
    static @Nullable Integer limit(JsonNode body, String field) {
        var node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isInt() || node.intValue() < 1) {
            throw Refusal.invalid("'" + field + "' must be a whole number of at least 1.", field);
        }
        return node.intValue();
    }

    static boolean flag(JsonNode body, String field) {
        var node = body.path(field);
        if (!node.isMissingNode() && !node.isNull() && !node.isBoolean()) {
            throw Refusal.invalid("'" + field + "' must be true or false.", field);
        }
        return node.asBoolean(false);
    }
}
