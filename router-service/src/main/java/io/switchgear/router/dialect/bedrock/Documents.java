package io.switchgear.router.dialect.bedrock;

import java.util.LinkedHashMap;
import java.util.Map;

import software.amazon.awssdk.core.document.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import io.switchgear.router.dialect.chat.Fields;

/** JSON as Amazon's client wants it, and back. */
final class Documents {

    private Documents() {}

    static Document of(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                var fields = new LinkedHashMap<String, Document>();
                json.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue())));
                yield Document.fromMap(fields);
            }
            case ARRAY ->
                Document.fromList(json.valueStream().map(Documents::of).toList());
            case STRING -> Document.fromString(json.asString());
            case NUMBER -> Document.fromNumber(json.asString());
            case BOOLEAN -> Document.fromBoolean(json.asBoolean());
            default -> Document.fromNull();
        };
    }

    /** As JSON text. */
    static String text(Document document) {
        return json(document).toString();
    }

    private static JsonNode json(Document document) {
        var nodes = JsonNodeFactory.instance;
        if (document.isMap()) {
            var object = Fields.object();
            for (Map.Entry<String, Document> field : document.asMap().entrySet()) {
                object.set(field.getKey(), json(field.getValue()));
            }
            return object;
        }
        if (document.isList()) {
            var array = nodes.arrayNode();
            document.asList().forEach(element -> array.add(json(element)));
            return array;
        }
        if (document.isString()) {
            return nodes.stringNode(document.asString());
        }
        if (document.isNumber()) {
            return nodes.numberNode(document.asNumber().bigDecimalValue());
        }
        return document.isBoolean() ? nodes.booleanNode(document.asBoolean()) : nodes.nullNode();
    }
}
