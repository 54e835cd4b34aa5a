package io.switchgear.router.rescue;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.usage.Reading;

/** What a caller has got of a streamed answer, as long as somebody else could go on from it. Not thread-safe. */
public final class Delivered {

    /** Bytes of text, and of events around it, that are kept. */
    static final int LIMIT = 256 * 1024;

    private static final byte[] NOTHING = {};

    private final boolean framed;
    private final StringBuilder text = new StringBuilder();
    private final List<byte[]> framing = new ArrayList<>();
    private byte[] last = NOTHING;
    private @Nullable String id;
    private int bytes;
    private int pieces;
    private int block = -1;
    private boolean known = true;

    private Delivered(boolean framed) {
        this.framed = framed;
    }

    /** Of a format whose events stand for themselves. */
    public static Delivered plain() {
        return new Delivered(false);
    }

    /** Of a format whose events refer to one another by ids and numbers. */
    public static Delivered framed() {
        return new Delivered(true);
    }

    /**
     * An event goes to the caller.
     *
     * @param piece its text, which may be less than the provider's
     * @param event as the caller gets it
     */
    public void add(Reading reading, String piece, byte[] event) {
        if (framed) {
            last = event;
            id = id == null ? reading.id() : id;
        }
        if (reading.structured()) {
            forget();
        }
        if (!known) {
            return;
        }
        if (piece.isEmpty()) {
            around(reading, event);
            return;
        }
        if (block >= 0 && reading.block() != block) {
            forget();
            return;
        }
        block = reading.block();
        if (fits(utf8(piece))) {
            pieces++;
            text.append(piece);
        }
    }

    private void around(Reading reading, byte[] event) {
        if (block >= 0 && reading.block() == block && !reading.content()) {
            forget();
        } else if (framed && block < 0 && reading.block() >= 0 && !reading.content() && fits(event.length)) {
            framing.add(event);
        }
    }

    private boolean fits(int more) {
        bytes += more;
        if (bytes > LIMIT) {
            forget();
        }
        return known;
    }

    /** Nobody can go on from here any more. */
    public void forget() {
        known = false;
        text.setLength(0);
        text.trimToSize();
        framing.clear();
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

    /** The answer's id; null if none was told, or nobody needs it. */
    @Nullable
    String id() {
        return id;
    }

    boolean isFramed() {
        return framed;
    }

    /** Events that opened and closed blocks before the text's. */
    List<byte[]> framing() {
        return framing;
    }

    /** The latest event, whatever it was; empty if there is none, or nobody needs it. */
    public byte[] last() {
        return last;
    }
}
