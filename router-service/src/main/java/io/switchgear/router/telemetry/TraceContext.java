package io.switchgear.router.telemetry;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A span's place in its trace.
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 * @param parentId 16 hex digits; null for a root
 */
public record TraceContext(
        String traceId, String spanId, @Nullable String parentId) {

    /** W3C Trace Context, any version that is read like 00. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}.*");

    /** Continues the caller's trace, or begins one. */
    public static TraceContext continuing(@Nullable String traceparent) {
        var sent = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return sent.matches()
                ? new TraceContext(sent.group(1), hex(1), sent.group(2))
                : new TraceContext(hex(2), hex(1), null);
    }

    public TraceContext child() {
        return new TraceContext(traceId, hex(1), spanId);
    }

    private static String hex(int words) {
        var random = ThreadLocalRandom.current();
        var text = new StringBuilder(16 * words);
        for (int i = 0; i < words; i++) {
            long word = random.nextLong();
            text.append(HexFormat.of().toHexDigits(word == 0 ? 1 : word));
        }
        return text.toString();
    }
}
