package io.switchgear.router.dialect.openai;

import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.chat.Fields;

/** Refusals as OpenAI words them. */
final class OpenAiErrors {

    private OpenAiErrors() {}

    static ObjectNode body(int status, String code, String message) {
        ObjectNode body = Fields.object();
        ObjectNode error = body.putObject("error");
        error.put("message", message);
        error.put("type", type(status));
        error.putNull("param");
        if (code.isEmpty()) {
            error.putNull("code");
        } else {
            error.put("code", code);
        }
        return body;
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }
}
