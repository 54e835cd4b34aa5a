package io.switchgear.router.rescue;

import io.switchgear.router.usage.Reading;

/** What a caller has got of a streamed answer, as long as somebody else could go on from it. Not thread-safe. */
public final class Delivered {

    /** Bytes of text that are kept. */
    static final int LIMIT = 256 * 1024;

    private final StringBuilder text = new StringBuilder();
    private int bytes;
    private int pieces;
    private int block = -1;
    private boolean known = true;

    /** A piece goes to the caller with this text, which may be less than the provider's. */
    public void add(Reading reading, String piece) {
        if (reading.structured()) {
            forget();
        }
        if (!known) {
            return;
        }
        if (piece.isEmpty()) {
            boolean closed = block >= 0 && reading.block() == block && !reading.content();
            if (closed) {
                forget();
            }
            return;
        }
        if (block >= 0 && reading.block() != block) {
            forget();
            return;
        }
        block = reading.block();
        bytes += utf8(piece);
        if (bytes > LIMIT) {
            forget();
            return;
        }
        pieces++;
        text.append(piece);
    }

    /** Nobody can go on from here any more. */
    public void forget() {
        known = false;
        text.setLength(0);
        text.trimToSize();
    }

    private static int utf8(String piece) {
        int length = 0;
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }

    /** Whether {@link #text} is all that the caller has got, and in one open block. */
    public boolean known() {
        return known;
    }

    public String text() {
        return text.toString();
    }

    /** Events that carried it: about its tokens. */
    public int pieces() {
        return pieces;
    }

    /** The content block which it stands in; -1 if there is no text yet. */
    public int block() {
        return block;
    }
}
