package io.switchgear.router.dialect.gemini;

import java.util.ArrayList;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.chat.Fields;
import io.switchgear.router.dialect.embedding.EmbeddingAnswer;
import io.switchgear.router.dialect.embedding.EmbeddingFormat;
import io.switchgear.router.dialect.embedding.EmbeddingRequest;

/** Gemini's {@code batchEmbedContents}, for one text, too. https://ai.google.dev/api/embeddings */
public final class GeminiEmbeddings implements EmbeddingFormat {

    @Override
    public JsonNode request(EmbeddingRequest request, String model) {
        ObjectNode body = Fields.object();
        ArrayNode requests = body.putArray("requests");
        String name = model.contains("/") ? model : "models/" + model;
        for (String text : request.texts()) {
            ObjectNode one = requests.addObject().put("model", name);
            one.putObject("content").putArray("parts").addObject().put("text", text);
            Fields.put(one, "outputDimensionality", request.dimensions());
            Fields.put(one, "taskType", request.inputType());
        }
        return body;
    }

    @Override
    public EmbeddingAnswer answer(JsonNode body) {
        var vectors = new ArrayList<JsonNode>();
        body.path("embeddings").forEach(embedding -> vectors.add(embedding.path("values")));
        JsonNode tokens = body.path("usageMetadata").path("promptTokenCount");
        return new EmbeddingAnswer(vectors, tokens.isNumber() ? tokens.asLong() : null);
    }
}
