package io.switchgear.router.dialect;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import io.switchgear.router.dialect.chat.Piece;
import io.switchgear.router.dialect.chat.Refused;
import io.switchgear.router.dialect.chat.Whole;
import io.switchgear.router.usage.AnswerReader;
import io.switchgear.router.usage.SseFrame;

/** Of a provider that speaks the caller's wire format: passed on byte for byte. */
record SameDialect(AnswerReader reader) implements AnswerFormat, AnswerFormat.Frames {

    @Override
    public String streamType(@Nullable String told) {
        return told == null ? "text/event-stream" : told;
    }

    @Override
    public Refused refused(Refused told) {
        return told;
    }

    @Override
    public Whole whole(byte[] body, @Nullable String contentType) {
        return new Whole(body, contentType, reader.whole(body));
    }

    @Override
    public Frames frames() {
        return this;
    }

    @Override
    public void read(SseFrame frame, List<Piece> pieces) {
        try {
            pieces.add(new Piece(frame.bytes(), reader.piece(frame.data())));
        } catch (JacksonException e) {
            pieces.add(new Piece(frame.bytes(), null));
        }
    }
}
