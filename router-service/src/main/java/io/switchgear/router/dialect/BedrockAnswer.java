package io.switchgear.router.dialect;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.router.dialect.bedrock.BedrockReply;
import io.switchgear.router.dialect.chat.CallerFormat;
import io.switchgear.router.dialect.chat.Piece;
import io.switchgear.router.dialect.chat.Refused;
import io.switchgear.router.dialect.chat.Whole;
import io.switchgear.router.dialect.embedding.EmbeddingAnswer;

/** A reply of Bedrock in the caller's wire format. */
final class BedrockAnswer implements ProviderAnswer {

    private final BedrockReply reply;
    private final CallerFormat caller;
    private final Function<EmbeddingAnswer, Whole> embeddings;

    /** @param embeddings writes what was embedded */
    BedrockAnswer(BedrockReply reply, CallerFormat caller, Function<EmbeddingAnswer, Whole> embeddings) {
        this.reply = reply;
        this.caller = caller;
        this.embeddings = embeddings;
    }

    @Override
    public int status() {
        return reply instanceof BedrockReply.Declined declined ? declined.status() : 200;
    }

    @Override
    public boolean ok() {
        return !(reply instanceof BedrockReply.Declined);
    }

    @Override
    public boolean streamed() {
        return reply instanceof BedrockReply.Streaming;
    }

    @Override
    public String streamType() {
        return "text/event-stream";
    }

    @Override
    public Mono<Refused> refused() {
        return Mono.fromSupplier(() -> {
            if (!(reply instanceof BedrockReply.Declined declined)) {
                throw new IllegalStateException("It is an answer.");
            }
            var headers = new DefaultHttpHeaders();
            declined.headers().forEach(headers::add);
            String code = ErrorReader.aws(declined.exception(), declined.message());
            return new Refused(
                            // The model has failed, not the caller.
                            declined.status() == 424 ? 502 : declined.status(),
                            headers,
                            code,
                            declined.message(),
                            "text/plain",
                            declined.message().getBytes(StandardCharsets.UTF_8))
                    .translated(caller);
        });
    }

    @Override
    public Mono<Whole> whole() {
        return Mono.fromSupplier(() -> switch (reply) {
            case BedrockReply.Answered answered -> caller.answer(answered.answer());
            case BedrockReply.Embedded embedded -> embeddings.apply(embedded.answer());
            case BedrockReply.Streaming streaming -> throw new IllegalStateException("It is no whole answer.");
            case BedrockReply.Declined declined -> throw new IllegalStateException("It is no answer.");
        });
    }

    @Override
    public Flux<List<Piece>> pieces() {
        if (!(reply instanceof BedrockReply.Streaming streaming)) {
            return Flux.error(new IllegalStateException("It is no stream."));
        }
        return Flux.defer(() -> {
            var translation = new StreamTranslation(caller);
            return streaming.events().map(translation::write).concatWith(Mono.fromSupplier(translation::end));
        });
    }
}
