package io.switchgear.router.dialect.embedding;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Embedded texts.
 *
 * @param vectors one for each text, in their order; arrays of numbers as the provider wrote them
 * @param inputTokens null if the provider does not say
 */
public record EmbeddingAnswer(
        List<JsonNode> vectors, @Nullable Long inputTokens) {}
