package io.switchgear.query.span;

import org.jspecify.annotations.Nullable;

/** Text from outside, made fit for PostgreSQL: bounded, and without U+0000, which its text types cannot hold. */
public final class Text {

    private Text() {}

    /** At most {@code limit} characters, never ending within a surrogate pair. */
    public static String bounded(String text, int limit) {
        String cut = text;
        if (text.length() > limit) {
            int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
            cut = text.substring(0, end);
        }
        return cut.indexOf('\0') < 0 ? cut : cut.replace('\0', '\uFFFD');
    }

    /** The same; null for null and for blank text. */
    public static @Nullable String boundedOrNull(@Nullable String text, int limit) {
        return text == null || text.isBlank() ? null : bounded(text, limit);
    }
}
