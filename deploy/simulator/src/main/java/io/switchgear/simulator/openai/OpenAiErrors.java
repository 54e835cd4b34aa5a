package io.switchgear.simulator.openai;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.simulator.exchange.Refusal;
import io.switchgear.simulator.json.Json;

/** Errors as OpenAI writes them: {@code message}, {@code type}, {@code param} and {@code code}, all four. */
public final class OpenAiErrors {

    private OpenAiErrors() {}

    public static ObjectNode document(Refusal refusal) {
        var error = Json.object()
                .put("message", refusal.message())
                .put("type", type(refusal))
                .put("param", refusal.param())
                .put("code", code(refusal));
        return Json.object().set("error", error);
    }

    public static Map<String, String> headers(String requestId) {
        return Map.of("x-request-id", requestId, "openai-version", "2020-10-01");
    }

    private static String type(Refusal refusal) {
        if ("insufficient_quota".equals(refusal.code())) {
            return "insufficient_quota";
        }
        return switch (refusal.status()) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> refusal.status() >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    private static @Nullable String code(Refusal refusal) {
        if (refusal.code() != null) {
            return refusal.code();
        }
        return switch (refusal.status()) {
            case 401 -> "invalid_api_key";
            case 429 -> "rate_limit_exceeded";
            case 500 -> "server_error";
            case 503 -> "service_unavailable";
            default -> null;
        };
    }
}
