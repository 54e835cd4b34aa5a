package io.switchgear.router.dataplane;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.Operation;
import io.switchgear.router.provider.Dialect;
import io.switchgear.router.usage.SseFrame;

/** Errors as the callers' SDKs expect them. */
@Component
final class DialectErrors {

    private final JsonMapper json;

    DialectErrors(JsonMapper json) {
        this.json = json;
    }

    byte[] body(Dialect dialect, int status, String code, String message, @Nullable String param) {
        return json.writeValueAsBytes(
                switch (dialect) {
                    case OPENAI, GEMINI, BEDROCK -> Map.of("error", openAi(status, code, message, param));
                    case ANTHROPIC -> anthropic(status, message);
                });
    }

    /**
     * An event that ends a stream which cannot be completed.
     *
     * @param last the event before it; empty if there is none
     */
    byte[] event(Operation operation, String code, String message, byte[] last) {
        String data =
                switch (operation) {
                    case CHAT, EMBEDDINGS ->
                        "data: " + json.writeValueAsString(Map.of("error", openAi(500, code, message, null)));
                    case RESPONSES -> {
                        var error = new LinkedHashMap<String, @Nullable Object>();
                        error.put("type", "error");
                        error.put("code", code);
                        error.put("message", message);
                        error.put("param", null);
                        error.put("sequence_number", sequence(last));
                        yield "event: error\ndata: " + json.writeValueAsString(error);
                    }
                    case MESSAGES -> "event: error\ndata: " + json.writeValueAsString(anthropic(500, message));
                };
        return (data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private int sequence(byte[] last) {
        byte[] data = new SseFrame(last).data();
        return data.length == 0
                ? 0
                : json.readTree(data).path("sequence_number").asInt(-1) + 1;
    }

    private static Map<String, @Nullable Object> openAi(
            int status, String code, String message, @Nullable String param) {
        var error = new LinkedHashMap<String, @Nullable Object>();
        error.put("message", message);
        error.put("type", openAiType(status));
        error.put("param", param);
        error.put("code", code);
        return error;
    }

    private static String openAiType(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    private static Map<String, Object> anthropic(int status, String message) {
        String type =
                switch (status) {
                    case 401 -> "authentication_error";
                    case 403 -> "permission_error";
                    case 404 -> "not_found_error";
                    case 413 -> "request_too_large";
                    case 429 -> "rate_limit_error";
                    case 503, 529 -> "overloaded_error";
                    default -> status >= 500 ? "api_error" : "invalid_request_error";
                };
        return Map.of("type", "error", "error", Map.of("type", type, "message", message));
    }
}
