package io.switchgear.gateway.edge;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.problem.Problem;

/** Problems as the callers' client libraries expect them. */
final class Dialect {

    private final JsonMapper json;

    Dialect(JsonMapper json) {
        this.json = json;
    }

    /** OpenAI's: {@code {"error": {message, type, param, code}}}. */
    byte[] openAi(Problem problem) {
        var error = new LinkedHashMap<String, @Nullable Object>();
        error.put("message", problem.detail());
        error.put("type", openAiType(problem.status()));
        error.put("param", null);
        error.put("code", problem.code().equals("key_invalid") ? "invalid_api_key" : problem.code());
        return json.writeValueAsBytes(Map.of("error", error));
    }

    private static String openAiType(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    /** Anthropic's: {@code {"type": "error", "error": {type, message}, "request_id"}}. */
    byte[] anthropic(Problem problem, @Nullable String requestId) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("type", "error");
        body.put("error", Map.of("type", anthropicType(problem.status()), "message", problem.detail()));
        body.put("request_id", requestId);
        return json.writeValueAsBytes(body);
    }

    private static String anthropicType(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503 -> "overloaded_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }

    /** OTLP's: {@code google.rpc.Status} in JSON. */
    byte[] otlpJson(Problem problem) {
        var status = new LinkedHashMap<String, Object>();
        status.put("code", grpcCode(problem.status()));
        status.put("message", problem.detail());
        return json.writeValueAsBytes(status);
    }

    /** OTLP's: {@code google.rpc.Status} in protobuf: field 1 the code, field 2 the message. */
    static byte[] otlpProtobuf(Problem problem) {
        byte[] message = problem.detail().getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        out.write(1 << 3);
        out.write(grpcCode(problem.status()));
        out.write(2 << 3 | 2);
        for (int rest = message.length; ; rest >>>= 7) {
            if (rest < 0x80) {
                out.write(rest);
                break;
            }
            out.write(rest & 0x7f | 0x80);
        }
        out.writeBytes(message);
        return out.toByteArray();
    }

    /** The gRPC status that google/rpc/code.proto maps to this HTTP status. */
    private static int grpcCode(int status) {
        return switch (status) {
            case 401 -> 16;
            case 403 -> 7;
            case 404 -> 5;
            case 413, 429 -> 8;
            case 503 -> 14;
            default -> status >= 500 ? 13 : 3;
        };
    }
}
