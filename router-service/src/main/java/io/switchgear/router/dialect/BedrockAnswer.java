package io.switchgear.router.dialect;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.router.dialect.bedrock.BedrockReply;
import io.switchgear.router.dialect.chat.CallerFormat;
import io.switchgear.router.dialect.chat.Piece;
import io.switchgear.router.dialect.chat.Refused;
import io.switchgear.router.dialect.chat.Whole;

/** A reply of Bedrock in the caller's wire format. */
final class BedrockAnswer implements ProviderAnswer {

    private final BedrockReply reply;
    private final CallerFormat caller;

    BedrockAnswer(BedrockReply reply, CallerFormat caller) {
        this.reply = reply;
        this.caller = caller;
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
        return Mono.fromSupplier(() -> {
            if (!(reply instanceof BedrockReply.Answered answered)) {
                throw new IllegalStateException("It is no whole answer.");
            }
            return caller.answer(answered.answer());
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
