package io.switchgear.router.usage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into server-sent events (WHATWG HTML, 9.2), wherever the network has cut it. An event ends with an empty
 * line; lines end with LF, CRLF or CR LF halves in different buffers.
 */
public final class SseFrames {

    private static final int LIMIT = 16 << 20;

    private byte[] held = new byte[4096];
    private int size;
    private int lineStart;

    /** An event grew beyond 16 MiB. */
    public static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("A server-sent event is larger than " + LIMIT + " bytes.", null, false, false);
        }
    }

    /** The events that {@code buffer} completes, in order; the buffer is read, not released. */
    public List<SseFrame> feed(ByteBuf buffer) {
        int more = buffer.readableBytes();
        if (size + more > LIMIT) {
            throw new TooLarge();
        }
        if (size + more > held.length) {
            held = Arrays.copyOf(held, Math.max(held.length * 2, size + more));
        }
        buffer.readBytes(held, size, more);
        int scan = size;
        size += more;
        return cut(scan);
    }

    private List<SseFrame> cut(int scan) {
        var frames = new ArrayList<SseFrame>();
        int frameStart = 0;
        for (int i = scan; i < size; i++) {
            if (held[i] != '\n') {
                continue;
            }
            boolean emptyLine = i == lineStart || (i == lineStart + 1 && held[lineStart] == '\r');
            lineStart = i + 1;
            if (emptyLine) {
                frames.add(new SseFrame(Arrays.copyOfRange(held, frameStart, i + 1)));
                frameStart = i + 1;
            }
        }
        if (frameStart > 0) {
            System.arraycopy(held, frameStart, held, 0, size - frameStart);
            size -= frameStart;
            lineStart -= frameStart;
        }
        return frames;
    }

    /** What is left when the stream ends without an empty line; null if nothing is. */
    public @Nullable SseFrame rest() {
        if (size == 0) {
            return null;
        }
        byte[] rest = Arrays.copyOf(held, size + 2);
        rest[size] = '\n';
        rest[size + 1] = '\n';
        size = 0;
        lineStart = 0;
        return new SseFrame(rest);
    }
}
