package io.switchgear.common.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * The {@code traceparent} header of <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>. Read by hand: it is read twice
 * for every call of a model.
 *
 * @param traceId 32 hexadecimal digits, not all zero
 * @param spanId 16 hexadecimal digits, not all zero: the caller's span
 * @param text the header's value
 */
public record Traceparent(String traceId, String spanId, String text) {

    public static final String HEADER = "traceparent";

    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final int FLAGS = 53;
    private static final int LENGTH = 55;
    private static final int MAX_LENGTH = 512;

    /** The header's value, of any version that is read like 00; null if it is no valid one. */
    public static @Nullable Traceparent parse(@Nullable String text) {
        if (text == null || text.length() < LENGTH || text.length() > MAX_LENGTH || text.startsWith("ff")) {
            return null;
        }
        boolean valid = hexadecimal(text, 0, 2)
                && identifier(text, TRACE_ID, TRACE_ID + 32)
                && identifier(text, SPAN_ID, SPAN_ID + 16)
                && text.charAt(FLAGS - 1) == '-'
                && hexadecimal(text, FLAGS, LENGTH)
                && printable(text);
        return valid
                ? new Traceparent(text.substring(TRACE_ID, TRACE_ID + 32), text.substring(SPAN_ID, SPAN_ID + 16), text)
                : null;
    }

    /** A new trace, sampled. */
    public static Traceparent begin() {
        String traceId = newSpanId() + newSpanId();
        String spanId = newSpanId();
        return new Traceparent(traceId, spanId, "00-" + traceId + "-" + spanId + "-01");
    }

    /** 16 random hexadecimal digits, not all zero. */
    public static String newSpanId() {
        long random = ThreadLocalRandom.current().nextLong();
        return HexFormat.of().toHexDigits(random == 0 ? 1 : random);
    }

    /** Behind a dash, hexadecimal, and not zero. */
    private static boolean identifier(String text, int from, int to) {
        if (text.charAt(from - 1) != '-' || !hexadecimal(text, from, to)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return true;
            }
        }
        return false;
    }

    private static boolean hexadecimal(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** What a later version may have behind the flags. */
    private static boolean printable(String text) {
        if (text.length() > LENGTH && text.charAt(LENGTH) != '-') {
            return false;
        }
        for (int i = LENGTH; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }
}
