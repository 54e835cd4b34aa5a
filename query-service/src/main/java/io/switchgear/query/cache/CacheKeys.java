package io.switchgear.query.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.paging.TimeRange;

/** Names of what answers depend on, as parts of their keys. */
public final class CacheKeys {

    private CacheKeys() {}

    /** A named range moves with the clock and keeps its name; a custom one is told by its ends. */
    public static String of(TimeRange range) {
        return range.label().equals("custom") ? range.from() + "/" + range.to() : range.label();
    }

    /** SHA-256 of the parts, told apart by their lengths. */
    public static String hash(List<? extends @Nullable Object> parts) {
        var text = new StringBuilder();
        for (Object part : parts) {
            String value = String.valueOf(part);
            text.append(part == null ? -1 : value.length()).append(':').append(value);
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
