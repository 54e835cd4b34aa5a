package io.switchgear.simulator.control;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;

import io.switchgear.simulator.json.Json;

/** A request to the control API, its path cut into segments after {@code /_sim}. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never kept
record ControlRequest(String method, List<String> segments, Map<String, List<String>> query, byte[] body) {

    String segment(int index) {
        return index < segments.size() ? segments.get(index) : "";
    }

    /** Refuses a path with more segments. */
    void depth(int max) {
        if (segments.size() > max) {
            throw ControlException.notFound(this);
        }
    }

    String path() {
        return "/_sim/" + String.join("/", segments);
    }

    @Nullable
    String parameter(String name) {
        var values = query.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /** The body; unreadable JSON is 400, a field unknown or of the wrong type 422. */
    <T> T read(Class<T> type) {
        T value;
        try {
            value = Json.MAPPER.readValue(body, type);
        } catch (StreamReadException e) {
            throw ControlException.badRequest("the body is not JSON: " + e.getOriginalMessage());
        } catch (JacksonException e) {
            throw ControlException.unprocessable(e.getOriginalMessage());
        }
        if (value == null) {
            throw ControlException.unprocessable("the body is a JSON object, not null");
        }
        return value;
    }
}
