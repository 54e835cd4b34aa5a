package io.switchgear.router.dialect;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.dialect.chat.Piece;
import io.switchgear.router.dialect.chat.Refused;
import io.switchgear.router.dialect.chat.Whole;
import io.switchgear.router.usage.SseFrame;

/** How an answer over HTTP becomes one in the caller's wire format. */
interface AnswerFormat {

    /** @param told the provider's content type of a stream; null if it does not say */
    String streamType(@Nullable String told);

    /** A refusal as the caller gets it. */
    Refused refused(Refused told);

    /**
     * An answer that was not streamed.
     *
     * @throws tools.jackson.core.JacksonException if it is no JSON
     */
    Whole whole(byte[] body, @Nullable String contentType);

    /** Of one streamed answer. */
    Frames frames();

    /** Events of a stream, one after the other. Not thread-safe. */
    interface Frames {

        /** Adds what becomes of an event; nobody can read it where its reading is null. */
        void read(SseFrame frame, List<Piece> pieces);

        /** The provider has closed the stream: adds what is still missing. */
        default void end(List<Piece> pieces) {}
    }
}
