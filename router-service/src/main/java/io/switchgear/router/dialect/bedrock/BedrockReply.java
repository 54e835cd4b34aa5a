package io.switchgear.router.dialect.bedrock;

import java.util.List;
import java.util.Map;

import reactor.core.publisher.Flux;

import io.switchgear.router.dialect.chat.AnswerEvent;
import io.switchgear.router.dialect.chat.ChatAnswer;
import io.switchgear.router.dialect.embedding.EmbeddingAnswer;

/** What Bedrock replies. */
public sealed interface BedrockReply {

    /** An answer that was not streamed. */
    record Answered(ChatAnswer answer) implements BedrockReply {}

    /** Embedded texts. */
    record Embedded(EmbeddingAnswer answer) implements BedrockReply {}

    /** A streamed one, to be read once. */
    record Streaming(Flux<List<AnswerEvent>> events) implements BedrockReply {}

    /**
     * None.
     *
     * @param status HTTP status
     * @param exception Amazon's name for it
     * @param message for people
     * @param headers of the reply
     */
    record Declined(int status, String exception, String message, Map<String, List<String>> headers)
            implements BedrockReply {}
}
