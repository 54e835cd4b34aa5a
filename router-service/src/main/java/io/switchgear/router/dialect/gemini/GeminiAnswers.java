package io.switchgear.router.dialect.gemini;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.switchgear.router.dialect.chat.Part;
import io.switchgear.router.dialect.chat.StopReason;
import io.switchgear.router.price.Tokens;

/** What answers and pieces of streamed ones have in common: each piece is an answer with a part of the content. */
final class GeminiAnswers {

    private GeminiAnswers() {}

    /** @param calls how many tool calls came before: Gemini's have no ids of their own */
    static List<Part> parts(JsonNode answer, int calls) {
        var parts = new ArrayList<Part>();
        int call = calls;
        for (JsonNode part : answer.path("candidates").path(0).path("content").path("parts")) {
            JsonNode function = part.path("functionCall");
            String text = part.path("text").asString("");
            if (function.isObject()) {
                parts.add(new Part.ToolCall(
                        id(function, answer, call++),
                        function.path("name").asString(""),
                        function.path("args").isObject() ? function.path("args").toString() : "{}",
                        string(part.path("thoughtSignature"))));
            } else if (!text.isEmpty()) {
                parts.add(part.path("thought").asBoolean(false) ? new Part.Thinking(text, null) : new Part.Text(text));
            }
        }
        return parts;
    }

    private static String id(JsonNode function, JsonNode answer, int call) {
        String id = string(function.path("id"));
        return id != null ? id : "call_" + answer.path("responseId").asString("gemini") + "_" + call;
    }

    /** Why it ends; null if it does not. A prompt that was blocked has no candidate, but a reason. */
    static @Nullable StopReason stop(JsonNode answer, boolean called) {
        if (string(answer.path("promptFeedback").path("blockReason")) != null) {
            return StopReason.CONTENT_FILTER;
        }
        String reason = string(answer.path("candidates").path(0).path("finishReason"));
        return reason == null
                ? null
                : switch (reason) {
                    case "MAX_TOKENS" -> StopReason.LENGTH;
                    case "SAFETY",
                            "RECITATION",
                            "BLOCKLIST",
                            "PROHIBITED_CONTENT",
                            "SPII",
                            "IMAGE_SAFETY",
                            "IMAGE_PROHIBITED_CONTENT",
                            "IMAGE_RECITATION",
                            "LANGUAGE" -> StopReason.CONTENT_FILTER;
                    default -> called ? StopReason.TOOL_CALLS : StopReason.END;
                };
    }

    /** Thoughts are counted beside the answer; here they are part of the output. */
    static @Nullable Tokens usage(JsonNode answer) {
        JsonNode usage = answer.path("usageMetadata");
        if (!usage.isObject()) {
            return null;
        }
        long thoughts = usage.path("thoughtsTokenCount").asLong(0);
        return new Tokens(
                usage.path("promptTokenCount").asLong(0)
                        + usage.path("toolUsePromptTokenCount").asLong(0),
                usage.path("candidatesTokenCount").asLong(0) + thoughts,
                usage.path("cachedContentTokenCount").asLong(0),
                0,
                thoughts);
    }

    static @Nullable String string(JsonNode value) {
        return value.isString() ? value.asString() : null;
    }
}
