package io.switchgear.common.paging;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.problem.ProblemException;

/** An opaque cursor: a few key parts, joined and base64url-encoded. Parts must not hold a line feed. */
public record Cursor(List<String> parts) {

    public static String encode(Object... parts) {
        var text = new StringBuilder();
        for (Object part : parts) {
            text.append(text.isEmpty() ? "" : "\n").append(part);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The cursor's parts; null without a cursor.
     *
     * @throws ProblemException 400 if it was not made by {@link #encode} with {@code size} parts
     */
    public static @Nullable Cursor decode(@Nullable String cursor, int size) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var parts = List.of(text.split("\n", -1));
            if (parts.size() == size) {
                return new Cursor(parts);
            }
        } catch (IllegalArgumentException e) {
            // Falls through: not base64.
        }
        throw unreadable();
    }

    /** What a caller throws for a part that does not parse. */
    public static ProblemException unreadable() {
        return ProblemException.badRequest("bad_cursor", "The cursor is not one that this list has given out.");
    }
}
