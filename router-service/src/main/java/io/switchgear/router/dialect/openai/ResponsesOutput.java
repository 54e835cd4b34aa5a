package io.switchgear.router.dialect.openai;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.chat.Fields;
import io.switchgear.router.dialect.chat.StopReason;
import io.switchgear.router.price.Tokens;

/** The objects that responses consist of. */
final class ResponsesOutput {

    static final String IN_PROGRESS = "in_progress";
    static final String COMPLETED = "completed";

    private ResponsesOutput() {}

    static String id(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** A response without output, which is never kept: nobody can refer to it later. */
    static ObjectNode response(String id, long createdAt, String model, String status) {
        ObjectNode response = Fields.object();
        response.put("id", id.isEmpty() ? "resp_switchgear" : id);
        response.put("object", "response");
        response.put("created_at", createdAt);
        response.put("status", status);
        response.putNull("error");
        response.putNull("incomplete_details");
        response.putNull("instructions");
        response.putObject("metadata");
        response.put("model", model);
        response.putArray("output");
        response.put("parallel_tool_calls", true);
        response.putNull("temperature");
        response.put("tool_choice", "auto");
        response.putArray("tools");
        response.putNull("top_p");
        response.put("store", false);
        return response;
    }

    static void end(ObjectNode response, StopReason stop, @Nullable Tokens usage) {
        String reason =
                switch (stop) {
                    case LENGTH -> "max_output_tokens";
                    case CONTENT_FILTER -> "content_filter";
                    case END, STOP_SEQUENCE, TOOL_CALLS -> null;
                };
        response.put("status", reason == null ? COMPLETED : "incomplete");
        if (reason != null) {
            response.putObject("incomplete_details").put("reason", reason);
        }
        if (usage != null) {
            ObjectNode told = response.putObject("usage");
            told.put("input_tokens", usage.input());
            told.putObject("input_tokens_details")
                    .put("cached_tokens", usage.cacheRead())
                    .put("cache_write_tokens", usage.cacheWrite());
            told.put("output_tokens", usage.output());
            told.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoning());
            told.put("total_tokens", usage.input() + usage.output());
        }
    }

    static ObjectNode message(String id, String status) {
        ObjectNode message = Fields.object();
        message.put("id", id);
        message.put("type", "message");
        message.put("status", status);
        message.put("role", "assistant");
        message.putArray("content");
        return message;
    }

    static ObjectNode text(String text) {
        ObjectNode part = Fields.object();
        part.put("type", "output_text");
        part.put("text", text);
        part.putArray("annotations");
        part.putArray("logprobs");
        return part;
    }

    static ObjectNode call(String id, String callId, String name, String arguments, String status) {
        ObjectNode call = Fields.object();
        call.put("id", id);
        call.put("type", "function_call");
        call.put("status", status);
        call.put("call_id", callId);
        call.put("name", name);
        call.put("arguments", arguments);
        return call;
    }

    static ArrayNode content(ObjectNode message) {
        return (ArrayNode) message.path("content");
    }
}
