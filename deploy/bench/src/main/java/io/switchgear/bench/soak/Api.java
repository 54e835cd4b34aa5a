package io.switchgear.bench.soak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/** The endpoints that callers use, and where their answers carry what matters. */
enum Api {
    CHAT("/v1/chat/completions", "/choices/0/message/content", "/choices/0/delta/content"),
    MESSAGES("/v1/messages", "/content/0/text", "/delta/text"),
    RESPONSES("/v1/responses", "/output/0/content/0/text", "/delta"),
    EMBEDDINGS("/v1/embeddings", "/data/0/object", "");

    private final String path;
    private final String text;
    private final String delta;

    Api(String path, String text, String delta) {
        this.path = path;
        this.text = text;
        this.delta = delta;
    }

    String path() {
        return path;
    }

    Map<String, Object> request(String model, boolean streamed) {
        var body = new HashMap<String, Object>();
        body.put("model", model);
        String question = "What flows through every breaker that stays closed?";
        switch (this) {
            case CHAT, MESSAGES -> body.put("messages", List.of(Map.of("role", "user", "content", question)));
            case RESPONSES, EMBEDDINGS -> body.put("input", question);
        }
        if (this == MESSAGES) {
            body.put("max_tokens", 4096);
        }
        if (streamed) {
            body.put("stream", true);
        }
        return body;
    }

    /** Of a whole answer. */
    String text(JsonNode answer) {
        return answer.at(text).asString("");
    }

    /** That an event of a stream adds; empty if none. */
    String delta(JsonNode event) {
        if (this == RESPONSES && !event.path("type").asString("").equals("response.output_text.delta")) {
            return "";
        }
        return event.at(delta).asString("");
    }

    /** Whether an event's data is the normal end of a stream. */
    boolean ends(String data) {
        return switch (this) {
            case CHAT -> data.equals("[DONE]");
            case MESSAGES -> data.contains("\"type\":\"message_stop\"");
            case RESPONSES -> data.contains("\"type\":\"response.completed\"");
            case EMBEDDINGS -> false;
        };
    }

    /** Whether a body or an event is an error as this endpoint's SDKs expect it. */
    boolean error(JsonNode json) {
        boolean wrapped = !json.at("/error/message").asString("").isEmpty();
        return switch (this) {
            case CHAT, EMBEDDINGS -> wrapped;
            case MESSAGES -> wrapped && json.path("type").asString("").equals("error");
            case RESPONSES ->
                wrapped
                        || (json.path("type").asString("").equals("error")
                                && !json.path("message").asString("").isEmpty());
        };
    }
}
