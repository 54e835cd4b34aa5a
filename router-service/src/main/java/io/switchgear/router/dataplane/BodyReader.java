package io.switchgear.router.dataplane;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dataplane.BodyOutline.Span;

/** Reads a body's outline in one go, without a tree. */
final class BodyReader {

    private final JsonParser parser;
    private final List<Span> models = new ArrayList<>();
    private @Nullable String model;
    private @Nullable String user;
    private boolean stream;
    private @Nullable Edit usage;
    private @Nullable Long maxOutputTokens;
    private boolean thinking;
    private @Nullable Span conversation;
    private int endOfMessages = -1;

    private BodyReader(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws BadCall 400 if it is no JSON object, or a field that matters has the wrong type */
    static BodyOutline read(byte[] bytes, JsonMapper json) {
        try (JsonParser parser = json.createParser(bytes)) {
            return new BodyReader(parser).read();
        } catch (JacksonException e) {
            throw new BadCall(400, "invalid_json", "The body is not well-formed JSON.", null);
        }
    }

    private BodyOutline read() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new BadCall(400, "invalid_body", "The body must be a JSON object.", null);
        }
        int firstField = end();
        usage = Edit.added(firstField, "\"stream_options\":{\"include_usage\":true},");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            field(parser.currentName(), parser.nextToken());
        }
        if (parser.nextToken() != null) {
            throw new BadCall(400, "invalid_body", "The body must be one JSON object and nothing behind it.", null);
        }
        return new BodyOutline(
                model, models, user, stream, usage, maxOutputTokens, thinking, conversation, firstField, endOfMessages);
    }

    private void field(String name, JsonToken token) {
        switch (name) {
            case "model" -> {
                model = text(token, name);
                models.add(span());
            }
            case "user" -> user = token == JsonToken.VALUE_STRING ? parser.getString() : null;
            case "stream" -> stream = flag(token, name);
            case "stream_options" -> streamOptions(token);
            case "max_tokens", "max_completion_tokens", "max_output_tokens" -> limitOutput(token);
            case "thinking" -> thinking(token);
            case "messages" -> conversation(token, true);
            case "input" -> conversation(token, false);
            default -> {}
        }
        // A value that nobody has read, or not to its end.
        parser.skipChildren();
    }

    private String text(JsonToken token, String field) {
        if (token == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        throw wrongType(field, "a string");
    }

    private static boolean flag(JsonToken token, String field) {
        return switch (token) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            default -> throw wrongType(field, "true or false");
        };
    }

    private static BadCall wrongType(String field, String wanted) {
        return new BadCall(400, "invalid_type", "'" + field + "' must be " + wanted + ".", field);
    }

    /** Whether it is a good limit is for the provider to say. */
    private void limitOutput(JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            maxOutputTokens = (long) Math.clamp(parser.getDoubleValue(), 0, 1e9);
        }
    }

    private void thinking(JsonToken token) {
        while (token == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean type = parser.currentName().equals("type");
            if (parser.nextToken() == JsonToken.VALUE_STRING && type) {
                thinking = !parser.getString().equals("disabled");
            }
            parser.skipChildren();
        }
    }

    private void streamOptions(JsonToken token) {
        if (token == JsonToken.VALUE_NULL) {
            usage = replacing(span(), "{\"include_usage\":true}");
            return;
        }
        if (token != JsonToken.START_OBJECT) {
            throw wrongType("stream_options", "an object");
        }
        int inside = end();
        boolean others = false;
        boolean told = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            if (parser.currentName().equals("include_usage")) {
                told = true;
                usage = parser.nextToken() == JsonToken.VALUE_TRUE ? null : replacing(span(), "true");
            } else {
                others = true;
                parser.nextToken();
                parser.skipChildren();
            }
        }
        if (!told) {
            usage = Edit.added(inside, "\"include_usage\":true" + (others ? "," : ""));
        }
    }

    private static Edit replacing(Span span, String text) {
        return new Edit(span.from(), span.to(), text);
    }

    /** @param extendable whether messages can be added to it */
    private void conversation(JsonToken token, boolean extendable) {
        endOfMessages = -1;
        if (token != JsonToken.START_ARRAY) {
            conversation = span();
            return;
        }
        int from = begin();
        int to = -1;
        boolean some = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            some = true;
            boolean byUser = parser.currentToken() == JsonToken.START_OBJECT && userMessage();
            parser.skipChildren();
            if (byUser && to < 0) {
                to = end();
            }
        }
        conversation = new Span(from, to < 0 ? end() : to);
        if (extendable && some) {
            endOfMessages = begin();
        }
    }

    /** Reads a message to its end. */
    private boolean userMessage() {
        boolean byUser = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean role = parser.currentName().equals("role");
            JsonToken value = parser.nextToken();
            if (role && value == JsonToken.VALUE_STRING) {
                byUser = parser.getString().equals("user");
            } else {
                parser.skipChildren();
            }
        }
        return byUser;
    }

    /** The whole value at whose beginning the parser stands. */
    private Span span() {
        int from = begin();
        parser.skipChildren();
        parser.finishToken();
        return new Span(from, end());
    }

    private int begin() {
        return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }

    private int end() {
        return Math.toIntExact(parser.currentLocation().getByteOffset());
    }
}
