package io.switchgear.router.dialect;

import java.util.ArrayList;
import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.chat.Piece;
import io.switchgear.router.dialect.chat.Refused;
import io.switchgear.router.dialect.chat.Whole;
import io.switchgear.router.provider.Dialect;
import io.switchgear.router.upstream.UpstreamAnswer;
import io.switchgear.router.usage.AnswerReader;
import io.switchgear.router.usage.SseFrame;
import io.switchgear.router.usage.SseFrames;

/** An answer of a provider that speaks the caller's wire format: passed on byte for byte. */
final class SameDialect implements ProviderAnswer {

    static final int ANSWER_LIMIT = 64 << 20;
    static final int REFUSAL_LIMIT = 1 << 20;
    private static final byte[] NONE = {};

    private final UpstreamAnswer answer;
    private final AnswerReader reader;
    private final boolean streamWanted;
    private final Dialect spoken;
    private final JsonMapper json;

    SameDialect(UpstreamAnswer answer, AnswerReader reader, boolean streamWanted, Dialect spoken, JsonMapper json) {
        this.answer = answer;
        this.reader = reader;
        this.streamWanted = streamWanted;
        this.spoken = spoken;
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
        String type = answer.contentType();
        return type == null ? "text/event-stream" : type;
    }

    @Override
    public Mono<Refused> refused() {
        return answer.body(REFUSAL_LIMIT)
                .defaultIfEmpty(NONE)
                .map(body -> ErrorReader.read(spoken, answer.status(), answer.headers(), body, json));
    }

    @Override
    public Mono<Whole> whole() {
        return answer.body(ANSWER_LIMIT)
                .defaultIfEmpty(NONE)
                .map(bytes -> new Whole(bytes, answer.contentType(), reader.whole(bytes)));
    }

    @Override
    public Flux<List<Piece>> pieces() {
        return Flux.defer(() -> {
            var frames = new SseFrames();
            return answer.content()
                    .<List<Piece>>handle((buffer, sink) -> sink.next(pieces(frames.feed(buffer))))
                    .concatWith(Mono.fromSupplier(() -> rest(frames)));
        });
    }

    private List<Piece> rest(SseFrames frames) {
        SseFrame rest = frames.rest();
        return rest == null ? List.of() : List.of(piece(rest));
    }

    private List<Piece> pieces(List<SseFrame> frames) {
        var pieces = new ArrayList<Piece>(frames.size());
        for (SseFrame frame : frames) {
            pieces.add(piece(frame));
        }
        return pieces;
    }

    private Piece piece(SseFrame frame) {
        try {
            return new Piece(frame.bytes(), reader.piece(frame.data()));
        } catch (JacksonException e) {
            return new Piece(frame.bytes(), null);
        }
    }
}
