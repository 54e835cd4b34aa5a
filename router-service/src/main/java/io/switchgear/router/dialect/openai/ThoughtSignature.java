package io.switchgear.router.dialect.openai;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where Google's OpenAI-compatible endpoint puts the signature of the thought behind a tool call. */
final class ThoughtSignature {

    private ThoughtSignature() {}

    static @Nullable String read(JsonNode call) {
        JsonNode signature = call.path("extra_content").path("google").path("thought_signature");
        return signature.isString() ? signature.asString() : null;
    }

    static void write(ObjectNode call, @Nullable String signature) {
        if (signature != null) {
            call.putObject("extra_content").putObject("google").put("thought_signature", signature);
        }
    }
}
