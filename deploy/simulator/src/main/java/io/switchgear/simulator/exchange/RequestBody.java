package io.switchgear.simulator.exchange;

import java.io.ByteArrayOutputStream;

import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/** A request body of bounded size. What is too large is still read for a while, so that the caller reads the 413 and no reset. */
public final class RequestBody {

    /** 32 MiB, as at the gateway. */
    public static final int LIMIT = 32 * 1024 * 1024;

    private static final int DRAINED = 2 * LIMIT;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private long size;

    private RequestBody() {}

    /** Reads the whole body; an error with status 413 when it is larger than {@link #LIMIT}. */
    public static Mono<byte[]> read(HttpServerRequest request) {
        return request.receive()
                .asByteArray()
                .collect(RequestBody::new, RequestBody::add)
                .map(RequestBody::whole)
                .defaultIfEmpty(new byte[0]);
    }

    private void add(byte[] part) {
        size += part.length;
        if (size <= LIMIT) {
            bytes.writeBytes(part);
        } else if (size > DRAINED) {
            throw tooLarge();
        }
    }

    private byte[] whole() {
        if (size > LIMIT) {
            throw tooLarge();
        }
        return bytes.toByteArray();
    }

    private static Refusal tooLarge() {
        return new Refusal(
                413, "The request body is larger than " + LIMIT + " bytes.", "request_too_large", null, null);
    }
}
