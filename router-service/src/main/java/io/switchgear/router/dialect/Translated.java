package io.switchgear.router.dialect;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.chat.CallerFormat;
import io.switchgear.router.dialect.chat.Piece;
import io.switchgear.router.dialect.chat.ProviderFormat;
import io.switchgear.router.dialect.chat.Refused;
import io.switchgear.router.dialect.chat.Whole;
import io.switchgear.router.usage.OpenAiAnswers;
import io.switchgear.router.usage.Reading;
import io.switchgear.router.usage.SseFrame;

/** Of a provider that speaks another wire format than the caller. */
record Translated(ProviderFormat provider, CallerFormat caller, JsonMapper json) implements AnswerFormat {

    private static final byte[] NONE = {};

    @Override
    public String streamType(@Nullable String told) {
        return "text/event-stream";
    }

    @Override
    public Refused refused(Refused told) {
        return told.translated(caller);
    }

    @Override
    public Whole whole(byte[] bytes, @Nullable String contentType) {
        JsonNode body = json.readTree(bytes);
        String error = error(body);
        return error == null ? caller.answer(provider.answer(body)) : failed(bytes, contentType, error);
    }

    /** What is wrong with a body that came with a status of success; null for nothing. */
    static @Nullable String error(JsonNode body) {
        return body.isObject() ? OpenAiAnswers.error(body.path("error")) : "It is not a JSON object.";
    }

    static Whole failed(byte[] bytes, @Nullable String contentType, String error) {
        return new Whole(bytes, contentType, new Reading(null, null, false, List.of(), null, false, error, false));
    }

    @Override
    public Frames frames() {
        return new TranslatedFrames(provider.stream(), new StreamTranslation(caller));
    }

    private record TranslatedFrames(ProviderFormat.StreamReader reader, StreamTranslation translation)
            implements Frames {

        @Override
        public void read(SseFrame frame, List<Piece> pieces) {
            try {
                pieces.addAll(translation.write(reader.read(frame.data())));
            } catch (JacksonException e) {
                pieces.add(new Piece(NONE, null));
            }
        }

        @Override
        public void end(List<Piece> pieces) {
            pieces.addAll(translation.end());
        }
    }
}
