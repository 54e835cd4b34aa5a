package io.switchgear.router.dialect.chat;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes optional fields; what has the wrong type is refused with its name. */
public final class Fields {

    private Fields() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Whether a field is there and not null. */
    public static boolean has(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return !value.isMissingNode() && !value.isNull();
    }

    /** Null if it is missing or null. */
    public static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isString()) {
            return value.asString();
        }
        if (has(object, field)) {
            throw Untranslatable.invalid(field, "must be a string");
        }
        return null;
    }

    /** @throws Untranslatable if it is missing, too */
    public static String required(JsonNode object, String field, String path) {
        JsonNode value = object.path(field);
        if (!value.isString()) {
            throw Untranslatable.invalid(path + "." + field, "must be a string");
        }
        return value.asString();
    }

    /** Null if it is missing or null. */
    public static @Nullable Double number(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isNumber()) {
            return value.asDouble();
        }
        if (has(object, field)) {
            throw Untranslatable.invalid(field, "must be a number");
        }
        return null;
    }

    /** Null if it is missing or null. */
    public static @Nullable Long integer(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.asLong();
        }
        if (has(object, field)) {
            throw Untranslatable.invalid(field, "must be an integer");
        }
        return null;
    }

    /** Null if it is missing or null. */
    public static @Nullable Boolean flag(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (has(object, field)) {
            throw Untranslatable.invalid(field, "must be true or false");
        }
        return null;
    }

    /** An empty one if it is missing or null. */
    public static Iterable<JsonNode> list(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isArray()) {
            return value;
        }
        if (has(object, field)) {
            throw Untranslatable.invalid(field, "must be an array");
        }
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Sets a field unless its value is null. */
    public static void put(ObjectNode object, String field, @Nullable Double value) {
        if (value != null) {
            object.put(field, value);
        }
    }

    /** Sets a field unless its value is null. */
    public static void put(ObjectNode object, String field, @Nullable Long value) {
        if (value != null) {
            object.put(field, value);
        }
    }

    /** Sets a field unless its value is null. */
    public static void put(ObjectNode object, String field, @Nullable Boolean value) {
        if (value != null) {
            object.put(field, value);
        }
    }

    /** Sets a field unless its value is null. */
    public static void put(ObjectNode object, String field, @Nullable String value) {
        if (value != null) {
            object.put(field, value);
        }
    }
}
