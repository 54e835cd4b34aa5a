package io.switchgear.simulator.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patch (RFC 7386), and what of Kubernetes' strategic merge is needed for pod templates. */
final class MergePatch {

    private MergePatch() {}

    /** The target with the patch applied: null removes a field, an array replaces an array. */
    static JsonNode merge(JsonNode target, JsonNode patch) {
        return apply(target, patch, false);
    }

    /** The same, but lists whose items have names (containers, volumes, environment) are merged by name. */
    static JsonNode strategic(JsonNode target, JsonNode patch) {
        return apply(target, patch, true);
    }

    private static JsonNode apply(JsonNode target, JsonNode patch, boolean byName) {
        if (!patch.isObject()) {
            return patch.deepCopy();
        }
        ObjectNode result = target.isObject() ? target.deepCopy() : JsonNodeFactory.instance.objectNode();
        for (var field : patch.properties()) {
            JsonNode value = field.getValue();
            JsonNode old = result.path(field.getKey());
            if (value.isNull()) {
                result.remove(field.getKey());
            } else if (byName && named(value) && named(old)) {
                result.set(field.getKey(), mergeNamed((ArrayNode) old, (ArrayNode) value));
            } else {
                result.set(field.getKey(), apply(old, value, byName));
            }
        }
        return result;
    }

    private static ArrayNode mergeNamed(ArrayNode target, ArrayNode patch) {
        ArrayNode result = target.deepCopy();
        for (JsonNode item : patch) {
            int at = 0;
            while (at < result.size() && !result.get(at).path("name").equals(item.path("name"))) {
                at++;
            }
            if (at < result.size()) {
                result.set(at, apply(result.get(at), item, true));
            } else {
                result.add(item.deepCopy());
            }
        }
        return result;
    }

    private static boolean named(JsonNode node) {
        if (!node.isArray() || node.isEmpty()) {
            return false;
        }
        for (JsonNode item : node) {
            if (!item.path("name").isTextual()) {
                return false;
            }
        }
        return true;
    }
}
