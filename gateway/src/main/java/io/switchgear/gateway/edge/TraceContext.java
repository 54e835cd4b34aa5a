package io.switchgear.gateway.edge;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The trace that a request belongs to (W3C Trace Context): the caller's, or a new one.
 *
 * @param traceId 32 hexadecimal digits
 * @param parent the {@code traceparent} that is forwarded
 */
public record TraceContext(String traceId, String parent) {

    public static final String HEADER = "traceparent";

    private static final Pattern VALID =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-[ -~]*)?");

    /** The context that the headers of that name carry, if it is one and valid; else a new one. */
    static TraceContext of(List<String> headers) {
        if (headers.size() == 1) {
            String given = headers.getFirst();
            if (given.length() <= 512 && VALID.matcher(given).matches()) {
                return new TraceContext(given.substring(3, 35), given);
            }
        }
        var random = ThreadLocalRandom.current();
        String traceId = hex(random.nextLong()) + hex(nonZero(random.nextLong()));
        return new TraceContext(traceId, "00-" + traceId + "-" + hex(nonZero(random.nextLong())) + "-01");
    }

    private static long nonZero(long value) {
        return value == 0 ? 1 : value;
    }

    private static String hex(long value) {
        return HexFormat.of().toHexDigits(value);
    }
}
