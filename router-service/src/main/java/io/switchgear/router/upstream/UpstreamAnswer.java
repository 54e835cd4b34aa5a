package io.switchgear.router.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/** A provider's answer, its body not read yet. Read the content exactly once; cancelling it closes the connection. */
public final class UpstreamAnswer {

    private final int status;
    private final HttpHeaders headers;
    private final Connection connection;
    private final AtomicBoolean read = new AtomicBoolean();

    UpstreamAnswer(int status, HttpHeaders headers, Connection connection) {
        this.status = status;
        this.headers = headers;
        this.connection = connection;
    }

    /** The same with another status. */
    UpstreamAnswer as(int other) {
        return new UpstreamAnswer(other, headers, connection);
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
        return Flux.defer(() -> read.compareAndSet(false, true)
                ? connection.inbound().receive().doOnCancel(connection::dispose)
                : Flux.error(new IllegalStateException("The content was read already.")));
    }

    /** Closes the connection if nobody has begun to read: whoever asked is gone. */
    void abandon() {
        if (read.compareAndSet(false, true)) {
            connection.dispose();
        }
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
        return content()
                .collect(ByteArrayOutputStream::new, (all, buffer) -> {
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
