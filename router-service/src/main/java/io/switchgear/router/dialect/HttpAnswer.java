package io.switchgear.router.dialect;

import java.util.ArrayList;
import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.chat.Piece;
import io.switchgear.router.dialect.chat.Refused;
import io.switchgear.router.dialect.chat.Whole;
import io.switchgear.router.provider.Dialect;
import io.switchgear.router.upstream.UpstreamAnswer;
import io.switchgear.router.usage.SseFrame;
import io.switchgear.router.usage.SseFrames;

/** An answer over HTTP, read within bounds. */
final class HttpAnswer implements ProviderAnswer {

    private static final int ANSWER_LIMIT = 64 << 20;
    private static final int REFUSAL_LIMIT = 1 << 20;
    private static final byte[] NONE = {};

    private final UpstreamAnswer answer;
    private final AnswerFormat format;
    private final Dialect spoken;
    private final boolean streamWanted;
    private final JsonMapper json;

    HttpAnswer(UpstreamAnswer answer, AnswerFormat format, Dialect spoken, boolean streamWanted, JsonMapper json) {
        this.answer = answer;
        this.format = format;
        this.spoken = spoken;
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
        return format.streamType(answer.contentType());
    }

    @Override
    public Mono<Refused> refused() {
        return answer.body(REFUSAL_LIMIT)
                .defaultIfEmpty(NONE)
                .map(body -> format.refused(ErrorReader.read(spoken, answer.status(), answer.headers(), body, json)));
    }

    @Override
    public Mono<Whole> whole() {
        return answer.body(ANSWER_LIMIT).defaultIfEmpty(NONE).map(bytes -> format.whole(bytes, answer.contentType()));
    }

    @Override
    public Flux<List<Piece>> pieces() {
        return Flux.defer(() -> {
            var frames = new SseFrames();
            var reading = format.frames();
            return answer.content()
                    .<List<Piece>>handle((buffer, sink) -> sink.next(pieces(frames.feed(buffer), reading)))
                    .concatWith(Mono.fromSupplier(() -> rest(frames, reading)));
        });
    }

    private static List<Piece> pieces(List<SseFrame> frames, AnswerFormat.Frames reading) {
        var pieces = new ArrayList<Piece>(frames.size());
        for (SseFrame frame : frames) {
            reading.read(frame, pieces);
        }
        return pieces;
    }

    private static List<Piece> rest(SseFrames frames, AnswerFormat.Frames reading) {
        SseFrame rest = frames.rest();
        List<Piece> pieces = pieces(rest == null ? List.of() : List.of(rest), reading);
        reading.end(pieces);
        return pieces;
    }
}
