package io.switchgear.router.dialect;

import java.util.ArrayList;
import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.chat.CallerFormat;
import io.switchgear.router.dialect.chat.Piece;
import io.switchgear.router.dialect.chat.ProviderFormat;
import io.switchgear.router.dialect.chat.Refused;
import io.switchgear.router.dialect.chat.Whole;
import io.switchgear.router.provider.Dialect;
import io.switchgear.router.upstream.UpstreamAnswer;
import io.switchgear.router.usage.OpenAiAnswers;
import io.switchgear.router.usage.Reading;
import io.switchgear.router.usage.SseFrame;
import io.switchgear.router.usage.SseFrames;

/** An answer of a provider that speaks another wire format than the caller. */
final class Translated implements ProviderAnswer {

    private static final byte[] NONE = {};

    private final UpstreamAnswer answer;
    private final Dialect spoken;
    private final ProviderFormat provider;
    private final CallerFormat caller;
    private final boolean streamWanted;
    private final JsonMapper json;

    Translated(
            UpstreamAnswer answer,
            Dialect spoken,
            ProviderFormat provider,
            CallerFormat caller,
            boolean streamWanted,
            JsonMapper json) {
        this.answer = answer;
        this.spoken = spoken;
        this.provider = provider;
        this.caller = caller;
        this.streamWanted = streamWanted;
        this.json = json;
    }

    @Override
    public int status() {
        return answer.status();
    }

    @Override
    public boolean ok() {
        return answer.ok();
    }

    @Override
    public boolean streamed() {
        return streamWanted && answer.eventStream();
    }

    @Override
    public String streamType() {
        return "text/event-stream";
    }

    @Override
    public Mono<Refused> refused() {
        return answer.body(SameDialect.REFUSAL_LIMIT)
                .defaultIfEmpty(NONE)
                .map(body -> ErrorReader.read(spoken, answer.status(), answer.headers(), body, json)
                        .translated(caller));
    }

    @Override
    public Mono<Whole> whole() {
        return answer.body(SameDialect.ANSWER_LIMIT).defaultIfEmpty(NONE).map(this::whole);
    }

    private Whole whole(byte[] bytes) {
        JsonNode body = json.readTree(bytes);
        String error = body.isObject() ? OpenAiAnswers.error(body.path("error")) : "It is not a JSON object.";
        if (error != null) {
            return new Whole(
                    bytes, answer.contentType(), new Reading(null, null, false, List.of(), null, false, error, false));
        }
        return caller.answer(provider.answer(body));
    }

    @Override
    public Flux<List<Piece>> pieces() {
        return Flux.defer(() -> {
            var frames = new SseFrames();
            var reader = provider.stream();
            var translation = new StreamTranslation(caller);
            return answer.content()
                    .<List<Piece>>handle((buffer, sink) -> sink.next(pieces(frames.feed(buffer), reader, translation)))
                    .concatWith(Mono.fromSupplier(() -> rest(frames, reader, translation)));
        });
    }

    private static List<Piece> rest(
            SseFrames frames, ProviderFormat.StreamReader reader, StreamTranslation translation) {
        SseFrame rest = frames.rest();
        var pieces = new ArrayList<Piece>(rest == null ? List.of() : pieces(List.of(rest), reader, translation));
        pieces.addAll(translation.end());
        return pieces;
    }

    private static List<Piece> pieces(
            List<SseFrame> frames, ProviderFormat.StreamReader reader, StreamTranslation translation) {
        var pieces = new ArrayList<Piece>(frames.size());
        for (SseFrame frame : frames) {
            try {
                pieces.addAll(translation.write(reader.read(frame.data())));
            } catch (JacksonException e) {
                pieces.add(new Piece(NONE, null));
            }
        }
        return pieces;
    }
}
