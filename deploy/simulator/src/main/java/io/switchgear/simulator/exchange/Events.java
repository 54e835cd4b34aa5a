package io.switchgear.simulator.exchange;

import tools.jackson.databind.node.ObjectNode;

import io.switchgear.simulator.json.Json;

/** Frames of server-sent events. */
public final class Events {

    private Events() {}

    /** A frame without a name, as OpenAI's chat completions send it. */
    public static String data(ObjectNode event) {
        return "data: " + Json.write(event) + "\n\n";
    }

    /** A frame named after the event's {@code type}. */
    public static String named(ObjectNode event) {
        return "event: " + Json.text(event.path("type")) + "\n" + data(event);
    }
}
