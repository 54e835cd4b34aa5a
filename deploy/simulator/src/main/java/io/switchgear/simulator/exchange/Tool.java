package io.switchgear.simulator.exchange;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.simulator.json.Json;

/** A call of a tool with the smallest arguments its JSON schema accepts. */
public record Tool(String name, ObjectNode arguments) {

    private static final int MAX_DEPTH = 16;

    public static Tool of(String name, JsonNode schema) {
        return example(schema, 0) instanceof ObjectNode object ? new Tool(name, object) : new Tool(name, Json.object());
    }

    private static JsonNode example(JsonNode schema, int depth) {
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            return schema.path("enum").get(0);
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        var type = schema.path("type").isArray() ? schema.path("type").path(0) : schema.path("type");
        var nodes = Json.MAPPER.getNodeFactory();
        return switch (Json.text(type)) {
            case "integer", "number" -> nodes.numberNode(1);
            case "boolean" -> nodes.booleanNode(true);
            case "array" -> nodes.arrayNode();
            case "null" -> nodes.nullNode();
            case "string" -> nodes.stringNode("word");
            default -> object(schema, depth);
        };
    }

    private static ObjectNode object(JsonNode schema, int depth) {
        var object = Json.object();
        if (depth < MAX_DEPTH) {
            for (JsonNode name : schema.path("required")) {
                object.set(Json.text(name), example(schema.path("properties").path(Json.text(name)), depth + 1));
            }
        }
        return object;
    }
}
