package io.switchgear.router.dialect.chat;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A piece of a message. */
public sealed interface Part {

    /**
     * Text.
     *
     * @param text never null
     * @param cached whether the provider shall cache all up to here, where it wants to be told
     */
    record Text(String text, boolean cached) implements Part {

        public Text(String text) {
            this(text, false);
        }
    }

    /**
     * A picture in the message.
     *
     * @param mediaType for example {@code image/png}
     * @param base64 its bytes
     */
    record Image(String mediaType, String base64) implements Part {}

    /** A picture somewhere else. */
    record ImageLink(String url) implements Part {}

    /**
     * What the model thought.
     *
     * @param text may be empty where only the signature is known
     * @param signature without which its provider does not take it back; null if there is none
     */
    record Thinking(String text, @Nullable String signature) implements Part {}

    /**
     * The model wants a tool called.
     *
     * @param id that its result refers to
     * @param name the tool's
     * @param arguments a JSON object as text
     * @param signature of the thought behind it (Gemini); null if there is none
     */
    record ToolCall(
            String id,
            String name,
            String arguments,
            @Nullable String signature) implements Part {}

    /**
     * What a tool has said.
     *
     * @param id the call's
     * @param content texts and images
     * @param error whether it failed
     */
    record ToolResult(String id, List<Part> content, boolean error) implements Part {

        /** Its texts, joined. */
        public String text() {
            var text = new StringBuilder();
            for (Part part : content) {
                if (part instanceof Text piece) {
                    text.append(piece.text());
                }
            }
            return text.toString();
        }
    }
}
