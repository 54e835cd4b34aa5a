package io.switchgear.router.dialect.chat;

import java.util.List;

import tools.jackson.databind.JsonNode;

/** A wire format that callers speak. */
public interface CallerFormat {

    /**
     * Reads a request.
     *
     * @throws Untranslatable if it asks for what the neutral model has no word for
     */
    ChatRequest request(JsonNode body);

    /** Writes an answer. */
    Whole answer(ChatAnswer answer);

    /** Writes one streamed answer. */
    StreamWriter stream();

    /** Writes a refusal: the whole body. */
    byte[] error(int status, String code, String message);

    /** Writes one streamed answer, event by event. Not thread-safe. */
    interface StreamWriter {
        /** What the caller sees of it; empty for nothing. */
        List<Piece> write(AnswerEvent event);
    }
}
