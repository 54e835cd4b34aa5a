package io.switchgear.router.dialect.embedding;

import tools.jackson.databind.JsonNode;

import io.switchgear.router.dialect.chat.Untranslatable;

/** How a provider takes texts to embed, over HTTP. */
public interface EmbeddingFormat {

    /**
     * Writes a request.
     *
     * @param model the target's
     * @throws Untranslatable if the provider has no counterpart of what is asked for
     */
    JsonNode request(EmbeddingRequest request, String model);

    /** Reads an answer. */
    EmbeddingAnswer answer(JsonNode body);
}
