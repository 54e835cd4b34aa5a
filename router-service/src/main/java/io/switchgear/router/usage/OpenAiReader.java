package io.switchgear.router.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

import io.switchgear.router.price.Tokens;

/** Reads one answer, or one chunk of a stream, in one go; only what is of interest becomes an object. */
final class OpenAiReader {

    private static final Set<String> CONTENT =
            Set.of("content", "refusal", "reasoning_content", "reasoning", "audio", "function_call", "tool_calls");

    /** What cannot be gone on with in the middle. */
    private static final Set<String> STRUCTURED = Set.of("refusal", "audio", "function_call", "tool_calls");

    private final JsonParser parser;
    private final List<String> finishReasons = new ArrayList<>();
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable String text;
    private @Nullable String error;
    private @Nullable Tokens usage;
    private boolean content;
    private boolean structured;
    private boolean noChoices;

    OpenAiReader(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws tools.jackson.core.JacksonException if it is not one JSON value and nothing behind it */
    Reading read() {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                field(parser.currentName(), parser.nextToken());
            }
        } else {
            parser.skipChildren();
        }
        if (first == null || parser.nextToken() != null) {
            throw new StreamReadException(parser, "It is not one JSON value.");
        }
        return new Reading(
                        id, model, content, List.copyOf(finishReasons), usage, usage != null && noChoices, error, false)
                .carrying(text, text == null || text.isEmpty() ? -1 : 0, structured);
    }

    private void field(String name, JsonToken value) {
        switch (name) {
            case "id" -> id = string(value);
            case "model" -> model = string(value);
            case "choices" -> choices(value);
            case "usage" -> usage = OpenAiAnswers.usage(parser.readValueAsTree());
            case "error" -> error = OpenAiAnswers.error(parser.readValueAsTree());
            default -> parser.skipChildren();
        }
    }

    private @Nullable String string(JsonToken value) {
        if (value == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        parser.skipChildren();
        return null;
    }

    private void choices(JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        noChoices = true;
        JsonToken choice;
        while ((choice = parser.nextToken()) != JsonToken.END_ARRAY) {
            noChoices = false;
            text = null;
            while (choice == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                choice(parser.currentName(), parser.nextToken());
            }
            parser.skipChildren();
        }
    }

    private void choice(String name, JsonToken value) {
        switch (name) {
            case "finish_reason" -> {
                String reason = string(value);
                if (reason != null) {
                    finishReasons.add(reason);
                }
            }
            case "index" -> structured |= value == JsonToken.VALUE_NUMBER_INT && parser.getIntValue() > 0;
            case "text" -> content |= filled(value);
            case "delta" -> message(value, true);
            case "message" -> message(value, false);
            default -> parser.skipChildren();
        }
    }

    private void message(JsonToken value, boolean delta) {
        while (value == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken part = parser.nextToken();
            if (delta && name.equals("content") && part == JsonToken.VALUE_STRING) {
                text = parser.getString();
            }
            if (!CONTENT.contains(name)) {
                parser.skipChildren();
            } else if (filled(part)) {
                content = true;
                structured |= delta && STRUCTURED.contains(name);
            }
        }
        parser.skipChildren();
    }

    /** Whether the value is anything but null or empty; reads it to its end. */
    private boolean filled(JsonToken value) {
        return switch (value) {
            case VALUE_NULL -> false;
            case VALUE_STRING -> parser.getStringLength() > 0;
            case START_ARRAY, START_OBJECT -> {
                JsonToken end = value == JsonToken.START_ARRAY ? JsonToken.END_ARRAY : JsonToken.END_OBJECT;
                boolean some = false;
                while (parser.nextToken() != end) {
                    some = true;
                    parser.skipChildren();
                }
                yield some;
            }
            default -> true;
        };
    }
}
