package io.switchgear.query.span;

import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/** Trace and span ids: bytes in OTLP, uuid and bigint in PostgreSQL, hex for people. */
public final class Ids {

    private static final Pattern TRACE = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern SPAN = Pattern.compile("[0-9a-fA-F]{16}");

    private Ids() {}

    /** Null unless these are 16 bytes, not all zero. */
    static @Nullable UUID trace(ByteString bytes) {
        if (bytes.size() != 16) {
            return null;
        }
        var buffer = bytes.asReadOnlyByteBuffer();
        var id = new UUID(buffer.getLong(), buffer.getLong());
        return id.getMostSignificantBits() == 0 && id.getLeastSignificantBits() == 0 ? null : id;
    }

    /** Null unless these are 8 bytes, not all zero. */
    static @Nullable Long span(ByteString bytes) {
        if (bytes.size() != 8) {
            return null;
        }
        long id = bytes.asReadOnlyByteBuffer().getLong();
        return id == 0 ? null : id;
    }

    /** Null unless these are 32 hex digits. */
    public static @Nullable UUID traceFromHex(String hex) {
        if (!TRACE.matcher(hex).matches()) {
            return null;
        }
        return new UUID(HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    }

    /** Null unless these are 16 hex digits. */
    public static @Nullable Long spanFromHex(String hex) {
        return SPAN.matcher(hex).matches() ? HexFormat.fromHexDigitsToLong(hex) : null;
    }

    public static String hex(UUID trace) {
        return hex(trace.getMostSignificantBits()) + hex(trace.getLeastSignificantBits());
    }

    public static String hex(long span) {
        return HexFormat.of().toHexDigits(span);
    }
}
