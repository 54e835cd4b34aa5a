package io.switchgear.router.rescue;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.usage.SseFrame;

/** Of {@code /v1/chat/completions} and {@code /v1/messages}, whose events stand for themselves but for the number of their block. */
record BlockSplice(JsonMapper json) implements Splice {

    @Override
    public byte[] event(byte[] event, int shift, @Nullable String rest) {
        if (shift == 0 && rest == null) {
            return event;
        }
        JsonNode data = json.readTree(new SseFrame(event).data());
        if (shift != 0 && data instanceof ObjectNode object && object.has("index")) {
            object.put("index", object.path("index").asInt() + shift);
        }
        if (rest != null && data.path("delta") instanceof ObjectNode delta) {
            delta.put("text", rest);
        } else if (rest != null && data.path("choices").path(0).path("delta") instanceof ObjectNode delta) {
            delta.put("content", rest);
        }
        return written(event, data, json);
    }

    /** With the event's name, where it had one. */
    static byte[] written(byte[] event, JsonNode data, JsonMapper json) {
        String name = new String(event, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("event:"))
                .findFirst()
                .map(line -> line + "\n")
                .orElse("");
        return (name + "data: " + json.writeValueAsString(data) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
