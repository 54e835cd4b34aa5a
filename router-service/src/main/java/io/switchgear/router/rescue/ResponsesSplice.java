package io.switchgear.router.rescue;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.usage.SseFrame;

/**
 * Of {@code /v1/responses}, whose events refer to one another: they go on counting where the first run stopped, bear its response's and
 * its message's id, and the whole that is said again at the end begins with what the first run had finished before its text.
 */
final class ResponsesSplice implements Splice {

    private final JsonMapper json;
    private final @Nullable String responseId;
    private final String itemId;
    private final List<JsonNode> finished = new ArrayList<>();
    private int sequence;
    private @Nullable String foreignItem;
    private int foreignBlock;

    /** @param delivered a beginning with text in it */
    ResponsesSplice(Delivered delivered, JsonMapper json) {
        this.json = json;
        this.responseId = delivered.id();
        JsonNode last = data(delivered.last());
        this.itemId = last.path("item_id").asString("");
        this.sequence = last.path("sequence_number").asInt(-1) + 1;
        for (byte[] event : delivered.framing()) {
            JsonNode data = data(event);
            if (data.path("type").asString("").equals("response.output_item.done")) {
                finished.add(data.path("item"));
            }
        }
    }

    private JsonNode data(byte[] event) {
        return json.readTree(new SseFrame(event).data());
    }

    @Override
    public byte[] event(byte[] event, int shift, @Nullable String rest) {
        if (!(data(event) instanceof ObjectNode data)) {
            return event;
        }
        if (foreignItem == null) {
            foreignItem = data.path("item_id").asString("");
            foreignBlock = data.path("output_index").asInt(0);
        }
        if (data.has("sequence_number")) {
            data.put("sequence_number", sequence++);
        }
        if (data.has("output_index")) {
            data.put("output_index", data.path("output_index").asInt() + shift);
        }
        if (rest != null) {
            data.put("delta", rest);
        }
        rename(data, "item_id");
        rename(data.path("item"), "id");
        if (data.path("response") instanceof ObjectNode response) {
            whole(response);
        }
        return BlockSplice.written(event, data, json);
    }

    private void rename(JsonNode item, String field) {
        if (item instanceof ObjectNode object
                && foreignItem != null
                && !itemId.isEmpty()
                && object.path(field).asString("").equals(foreignItem)) {
            object.put(field, itemId);
        }
    }

    private void whole(ObjectNode response) {
        if (responseId != null) {
            response.put("id", responseId);
        }
        if (!(response.path("output") instanceof ArrayNode items)) {
            return;
        }
        items.forEach(item -> rename(item, "id"));
        for (int i = 0; i < foreignBlock && !items.isEmpty(); i++) {
            items.remove(0);
        }
        for (int i = 0; i < finished.size(); i++) {
            items.insert(i, finished.get(i));
        }
    }
}
