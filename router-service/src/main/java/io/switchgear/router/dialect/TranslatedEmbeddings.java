package io.switchgear.router.dialect;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.chat.CallerFormat;
import io.switchgear.router.dialect.chat.Refused;
import io.switchgear.router.dialect.chat.Whole;
import io.switchgear.router.dialect.embedding.EmbeddingFormat;
import io.switchgear.router.dialect.embedding.EmbeddingRequest;
import io.switchgear.router.dialect.embedding.OpenAiEmbeddings;

/**
 * Embeddings of a provider that speaks another wire format than OpenAI's.
 *
 * @param errors writes refusals
 */
record TranslatedEmbeddings(
        EmbeddingFormat provider, EmbeddingRequest asked, String model, CallerFormat errors, JsonMapper json)
        implements AnswerFormat {

    @Override
    public String streamType(@Nullable String told) {
        throw new IllegalStateException("Embeddings are not streamed.");
    }

    @Override
    public Refused refused(Refused told) {
        return told.translated(errors);
    }

    @Override
    public Whole whole(byte[] bytes, @Nullable String contentType) {
        JsonNode body = json.readTree(bytes);
        String error = Translated.error(body);
        return error == null
                ? new OpenAiEmbeddings(json).answer(provider.answer(body), asked, model)
                : Translated.failed(bytes, contentType, error);
    }

    @Override
    public Frames frames() {
        throw new IllegalStateException("Embeddings are not streamed.");
    }
}
