package io.switchgear.router.dialect.chat;

import java.nio.charset.StandardCharsets;

import tools.jackson.databind.JsonNode;

/** Writes server-sent events. */
public final class Sse {

    private Sse() {}

    /** An event without a type. */
    public static byte[] data(JsonNode data) {
        return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** An event with one. */
    public static byte[] event(String type, JsonNode data) {
        return ("event: " + type + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
