package io.switchgear.router.dialect.chat;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for.
 *
 * @param system instructions, in order; providers want them before the conversation
 * @param messages the conversation; neighbours have different roles
 * @param tools that may be called
 * @param toolChoice null for the provider's default
 * @param parallelToolCalls whether one answer may hold several; null for the provider's default
 * @param maxTokens of the answer; null for the provider's default
 * @param sampling how tokens are chosen
 * @param reasoning null for the provider's default
 * @param format of the answer; null for text
 * @param user whom the caller serves; null if it does not say
 * @param stream whether the answer shall be streamed
 */
public record ChatRequest(
        List<Part.Text> system,
        List<Message> messages,
        List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable Boolean parallelToolCalls,
        @Nullable Long maxTokens,
        Sampling sampling,
        @Nullable Reasoning reasoning,
        @Nullable OutputFormat format,
        @Nullable String user,
        boolean stream) {

    /** The instructions as one text. */
    public String systemText() {
        var text = new StringBuilder();
        for (Part.Text part : system) {
            text.append(text.isEmpty() ? "" : "\n").append(part.text());
        }
        return text.toString();
    }
}
