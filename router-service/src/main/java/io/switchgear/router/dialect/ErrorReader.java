package io.switchgear.router.dialect;

import io.netty.handler.codec.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.chat.Refused;

/** Reads what providers refuse with; pure. */
final class ErrorReader {

    private final JsonMapper json;

    ErrorReader(JsonMapper json) {
        this.json = json;
    }

    /** The body is passed on as it is: the caller speaks the same wire format. */
    Refused read(int status, HttpHeaders headers, byte[] body) {
        JsonNode error = error(body);
        JsonNode code = error.path("code");
        return new Refused(
                status,
                headers,
                code.isString() ? code.asString() : error.path("type").asString(""),
                error.path("message").asString(""),
                headers.get("content-type"),
                body);
    }

    private JsonNode error(byte[] body) {
        try {
            JsonNode tree = json.readTree(body);
            JsonNode error = tree.path("error");
            return error.isObject() ? error : tree;
        } catch (JacksonException e) {
            return json.createObjectNode();
        }
    }
}
