package io.switchgear.query.span;

import org.jspecify.annotations.Nullable;

/** Text from outside, made fit for PostgreSQL: bounded, and without U+0000, which its text types cannot hold. */
public final class Text {

    private static final int MAX_KEY_CHARACTERS = 256;
    private static final int MAX_KEY_BYTES = 400;

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

    /**
     * Text that is part of an index: at most 256 characters and 400 bytes of UTF-8, because PostgreSQL's B-trees take rows of 2,704
     * bytes and four such texts make up the key of a rollup.
     */
    public static String key(String text) {
        String cut = bounded(text, MAX_KEY_CHARACTERS);
        int bytes = 0;
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            // A surrogate is half of four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            if (bytes > MAX_KEY_BYTES) {
                return bounded(cut, i);
            }
        }
        return cut;
    }

    /** The same; null for null. */
    public static @Nullable String keyOrNull(@Nullable String text) {
        return text == null ? null : key(text);
    }

    /** FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/), of the UTF-16 units. */
    public static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The same as {@link #bounded}; null for null and for blank text. */
    public static @Nullable String boundedOrNull(@Nullable String text, int limit) {
        return text == null || text.isBlank() ? null : bounded(text, limit);
    }
}
