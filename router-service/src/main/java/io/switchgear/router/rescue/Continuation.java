package io.switchgear.router.rescue;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.usage.Reading;

/**
 * Lets the stream of a second target through from where the first broke off: opening events and what the caller has already are left
 * out; one event in which both meet is cut. Not thread-safe.
 */
public final class Continuation {

    private final Splice splice;
    private final boolean lenient;
    private final int openBlock;
    private String missing;
    private int block = -1;
    private boolean through;

    private Continuation(Splice splice, String missing, boolean lenient, int openBlock) {
        this.splice = splice;
        this.missing = missing;
        this.lenient = lenient;
        this.openBlock = openBlock;
    }

    /** Of a target that runs the request anew: it has to say first what was delivered. */
    public static Continuation ofRerun(Delivered delivered, JsonMapper json) {
        Splice splice = delivered.isFramed() ? new ResponsesSplice(delivered, json) : new BlockSplice(json);
        return new Continuation(splice, delivered.text(), false, delivered.block());
    }

    /** Of a target that was given what was delivered, but for white space at its end, which it may or may not repeat. */
    public static Continuation ofPrefill(Delivered delivered, JsonMapper json) {
        String text = delivered.text();
        String space = text.substring(text.stripTrailing().length());
        return new Continuation(new BlockSplice(json), space, true, delivered.block());
    }

    /**
     * What becomes of an event.
     *
     * @param event for the caller; null for nothing
     * @param text that it carries
     * @param mismatch whether it contradicts what was delivered
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Passed(byte @Nullable [] event, String text, boolean mismatch) {

        private static final Passed NOTHING = new Passed(null, "", false);
        private static final Passed MISMATCH = new Passed(null, "", true);
    }

    /** The next event of the second target. */
    public Passed pass(byte[] bytes, Reading reading) {
        String text = reading.text();
        if (text != null && !text.isEmpty()) {
            return piece(bytes, reading, text);
        }
        boolean ends = !reading.finishReasons().isEmpty() || reading.last() || closes(reading);
        if (ends || reading.structured()) {
            boolean otherwise = reading.structured() && reading.block() >= 0 && block < 0;
            if (otherwise || (!missing.isEmpty() && !lenient)) {
                return Passed.MISMATCH;
            }
            through = true;
            return renumbered(bytes, reading);
        }
        // Before the text there are opening events, and thinking in blocks of its own.
        return through ? renumbered(bytes, reading) : Passed.NOTHING;
    }

    private boolean closes(Reading reading) {
        return block >= 0 && reading.block() == block && !reading.content();
    }

    private Passed piece(byte[] bytes, Reading reading, String text) {
        block = reading.block();
        if (missing.isEmpty()) {
            through = true;
            return renumbered(bytes, reading);
        }
        if (missing.startsWith(text)) {
            missing = missing.substring(text.length());
            return Passed.NOTHING;
        }
        String rest = text;
        if (text.startsWith(missing)) {
            rest = text.substring(missing.length());
        } else if (!lenient) {
            return Passed.MISMATCH;
        }
        missing = "";
        through = true;
        return cut(bytes, rest);
    }

    private Passed cut(byte[] bytes, String rest) {
        return new Passed(splice.event(bytes, shift(), rest), rest, false);
    }

    private Passed renumbered(byte[] bytes, Reading reading) {
        String text = reading.text() == null ? "" : reading.text();
        if (reading.block() >= 0 && openBlock >= 0 && reading.block() < block) {
            return Passed.NOTHING;
        }
        return new Passed(splice.event(bytes, reading.block() < 0 ? 0 : shift(), null), text, false);
    }

    private int shift() {
        return openBlock < 0 || block < 0 ? 0 : openBlock - block;
    }
}
