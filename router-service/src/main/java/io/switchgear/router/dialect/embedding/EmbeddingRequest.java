package io.switchgear.router.dialect.embedding;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Texts to be embedded.
 *
 * @param texts at least one
 * @param dimensions of the vectors; null for the model's own number
 * @param base64 whether the caller wants vectors as base64 of little-endian floats
 * @param inputType what the vectors are for, in the words of models that ask for it; null if the caller does not say
 */
public record EmbeddingRequest(
        List<String> texts,
        @Nullable Long dimensions,
        boolean base64,
        @Nullable String inputType) {}
