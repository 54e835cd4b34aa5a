package io.switchgear.query.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads a body, decompressed and bounded. */
@Component
class OtlpBody {

    private static final int CHUNK = 16 * 1024;

    /** Smaller bodies are not worth a change of thread. */
    private static final int SMALL = 64 * 1024;

    /** gzip makes up to a thousand times as much of it. */
    private static final int SMALL_COMPRESSED = 1024;

    private final IngestProperties properties;

    OtlpBody(IngestProperties properties) {
        this.properties = properties;
    }

    /** Fails with 413 beyond the limit, 415 for an unknown compression, 400 for a broken one, 429 or 503 without room. */
    Mono<byte[]> read(ServerHttpRequest request, InFlightBytes.Lease lease) {
        boolean compressed = compressed(request);
        return request.getBody()
                .reduceWith(ByteArrayOutputStream::new, (read, buffer) -> append(read, buffer, lease))
                .map(ByteArrayOutputStream::toByteArray)
                .flatMap(body -> offload(body, compressed ? SMALL_COMPRESSED : SMALL))
                .map(body -> compressed ? decompress(body, lease) : body);
    }

    private static Mono<byte[]> offload(byte[] body, int small) {
        return body.length < small ? Mono.just(body) : Mono.just(body).publishOn(Schedulers.parallel());
    }

    private static boolean compressed(ServerHttpRequest request) {
        String encoding = request.getHeaders().getFirst("Content-Encoding");
        return switch (encoding == null ? "identity" : encoding.toLowerCase(Locale.ROOT)) {
            case "identity", "" -> false;
            case "gzip" -> true;
            default -> throw Refusal.unsupportedEncoding();
        };
    }

    private ByteArrayOutputStream append(ByteArrayOutputStream read, DataBuffer buffer, InFlightBytes.Lease lease) {
        try {
            int size = buffer.readableByteCount();
            checkSize((long) read.size() + size);
            lease.take(size);
            byte[] bytes = new byte[size];
            buffer.read(bytes);
            read.writeBytes(bytes);
            return read;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    private byte[] decompress(byte[] compressed, InFlightBytes.Lease lease) {
        var out = new ByteArrayOutputStream(compressed.length * 4);
        byte[] chunk = new byte[CHUNK];
        try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed), CHUNK)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                checkSize((long) out.size() + read);
                lease.take(read);
                out.write(chunk, 0, read);
            }
        } catch (IOException e) {
            throw Refusal.unreadable();
        }
        return out.toByteArray();
    }

    private void checkSize(long size) {
        if (size > limit()) {
            throw Refusal.tooLarge();
        }
    }

    private long limit() {
        return properties.maxBody().toBytes();
    }
}
