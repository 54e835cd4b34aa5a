package io.switchgear.router.dialect.bedrock;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.router.dialect.chat.Fields;
import io.switchgear.router.dialect.chat.Untranslatable;
import io.switchgear.router.dialect.embedding.EmbeddingAnswer;
import io.switchgear.router.dialect.embedding.EmbeddingRequest;

/**
 * Bedrock's embedding models, told by their ids: each family has a body of its own.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html,
 * https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-embed.html
 */
enum EmbeddingModel {
    TITAN("titan-embed-text-v1", "titan-embed-g1-text"),
    TITAN_V2("titan-embed-text-v2"),
    COHERE_V3("cohere.embed-english-v3", "cohere.embed-multilingual-v3"),
    COHERE_V4("cohere.embed-v4");

    private final List<String> ids;

    EmbeddingModel(String... ids) {
        this.ids = List.of(ids);
    }

    /**
     * What came back for one body.
     *
     * @param inputTokens by the answer's header; null if it has none
     */
    record Reply(JsonNode body, @Nullable Long inputTokens) {}

    /** @throws Untranslatable if the id tells of none of them, as those of provisioned models do */
    static EmbeddingModel of(String id) {
        for (EmbeddingModel model : values()) {
            if (model.ids.stream().anyMatch(id::contains)) {
                return model;
            }
        }
        throw Untranslatable.unsupported("model", "Bedrock embeds with Titan's and Cohere's text models");
    }

    /** What is sent: a body for each text, or one for all. */
    List<ObjectNode> bodies(EmbeddingRequest request) {
        if (request.dimensions() != null && (this == TITAN || this == COHERE_V3)) {
            throw Untranslatable.unsupported("dimensions", "this model's vectors have one size");
        }
        return switch (this) {
            case TITAN, TITAN_V2 ->
                request.texts().stream().map(text -> titan(text, request)).toList();
            case COHERE_V3, COHERE_V4 -> List.of(cohere(request));
        };
    }

    private static ObjectNode titan(String text, EmbeddingRequest request) {
        ObjectNode body = Fields.object().put("inputText", text);
        Fields.put(body, "dimensions", request.dimensions());
        return body;
    }

    /** Cohere wants to know what for; who does not say stores documents. */
    private ObjectNode cohere(EmbeddingRequest request) {
        ObjectNode body = Fields.object();
        var texts = body.putArray("texts");
        request.texts().forEach(texts::add);
        body.put("input_type", request.inputType() == null ? "search_document" : request.inputType());
        if (this == COHERE_V4) {
            body.putArray("embedding_types").add("float");
            Fields.put(body, "output_dimension", request.dimensions());
        }
        return body;
    }

    EmbeddingAnswer answer(List<Reply> replies) {
        var vectors = new ArrayList<JsonNode>();
        long tokens = 0;
        boolean counted = true;
        for (Reply reply : replies) {
            JsonNode body = reply.body();
            switch (this) {
                case TITAN, TITAN_V2 -> vectors.add(body.path("embedding"));
                case COHERE_V3, COHERE_V4 -> {
                    JsonNode all = body.path("embeddings");
                    (all.isObject() ? all.path("float") : all).forEach(vectors::add);
                }
            }
            JsonNode told = body.path("inputTextTokenCount");
            Long header = reply.inputTokens();
            counted &= told.isNumber() || header != null;
            tokens += told.isNumber() ? told.asLong() : header == null ? 0 : header;
        }
        return new EmbeddingAnswer(vectors, counted ? tokens : null);
    }
}
