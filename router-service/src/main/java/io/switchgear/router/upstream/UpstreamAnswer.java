package io.switchgear.router.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A provider's answer, its body not read yet. Read the content exactly once; cancelling it closes the connection. */
public final class UpstreamAnswer {

    private final int status;
    private final HttpHeaders headers;
    private final Flux<ByteBuf> content;

    UpstreamAnswer(int status, HttpHeaders headers, Flux<ByteBuf> content) {
        this.status = status;
        this.headers = headers;
        this.content = content;
    }

    public int status() {
        return status;
    }

    /** As they came. */
    public HttpHeaders headers() {
        return headers;
    }

    /** Buffers are valid only while they are handed over. */
    public Flux<ByteBuf> content() {
        return content;
    }

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    public @Nullable String contentType() {
        return headers.get("content-type");
    }

    public boolean eventStream() {
        String type = contentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }

    /** The whole body; an {@link IOException} beyond {@code limit} bytes. */
    public Mono<byte[]> body(int limit) {
        return content.collect(ByteArrayOutputStream::new, (all, buffer) -> {
                    if (all.size() + buffer.readableBytes() > limit) {
                        throw new TooLarge(limit);
                    }
                    byte[] bytes = new byte[buffer.readableBytes()];
                    buffer.readBytes(bytes);
                    all.writeBytes(bytes);
                })
                .map(ByteArrayOutputStream::toByteArray);
    }

    /** The body is larger than anybody wants to hold. */
    public static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLarge(int limit) {
            super("The answer is larger than " + limit + " bytes.", null, false, false);
        }
    }
}
