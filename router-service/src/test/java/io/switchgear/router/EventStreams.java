package io.switchgear.router;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.Fixtures;

/** Frames fixtures as {@code application/vnd.amazon.eventstream}. */
final class EventStreams {

    private EventStreams() {}

    /** @param name a file with one event a line: its type with its payload */
    static byte[] frames(String name) {
        var frames = new ByteArrayOutputStream();
        lines(name).forEach(line -> frames.writeBytes(event(line)));
        return frames.toByteArray();
    }

    /** The first events, then an exception. */
    static byte[] broken(String name, int events, String exception) {
        var frames = new ByteArrayOutputStream();
        lines(name).subList(0, events).forEach(line -> frames.writeBytes(event(line)));
        frames.writeBytes(frame(
                Map.of(
                        ":message-type", HeaderValue.fromString("exception"),
                        ":exception-type", HeaderValue.fromString(exception),
                        ":content-type", HeaderValue.fromString("application/json")),
                "{\"message\":\"The model has failed.\"}"));
        return frames.toByteArray();
    }

    private static List<String> lines(String name) {
        return new String(Fixtures.bytes(name), StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] event(String line) {
        Map.Entry<String, JsonNode> event =
                JsonMapper.shared().readTree(line).properties().iterator().next();
        return frame(
                Map.of(
                        ":message-type", HeaderValue.fromString("event"),
                        ":event-type", HeaderValue.fromString(event.getKey()),
                        ":content-type", HeaderValue.fromString("application/json")),
                event.getValue().toString());
    }

    private static byte[] frame(Map<String, HeaderValue> headers, String payload) {
        var buffer = new Message(headers, payload.getBytes(StandardCharsets.UTF_8)).toByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
