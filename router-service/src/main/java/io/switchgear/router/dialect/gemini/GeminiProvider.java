package io.switchgear.router.dialect.gemini;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.chat.ChatAnswer;
import io.switchgear.router.dialect.chat.ChatRequest;
import io.switchgear.router.dialect.chat.Part;
import io.switchgear.router.dialect.chat.ProviderFormat;
import io.switchgear.router.dialect.chat.StopReason;

/** Gemini's {@code generateContent} and {@code streamGenerateContent}. */
public final class GeminiProvider implements ProviderFormat {

    private final JsonMapper json;

    public GeminiProvider(JsonMapper json) {
        this.json = json;
    }

    @Override
    public JsonNode request(ChatRequest request, String model) {
        return new GeminiRequestWriter(json).write(request, model);
    }

    @Override
    public ChatAnswer answer(JsonNode body) {
        List<Part> parts = GeminiAnswers.parts(body, 0);
        StopReason stop = GeminiAnswers.stop(body, parts.stream().anyMatch(Part.ToolCall.class::isInstance));
        return new ChatAnswer(
                body.path("responseId").asString(""),
                body.path("modelVersion").asString(""),
                parts,
                stop == null ? StopReason.END : stop,
                null,
                GeminiAnswers.usage(body));
    }

    @Override
    public StreamReader stream() {
        return new GeminiStreamReader(json);
    }
}
