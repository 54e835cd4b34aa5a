package io.switchgear.common.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;

/**
 * A Lua script, sent whole once and by its digest from then on.
 *
 * @param <T> what it answers: {@link Long}, {@link String}, or a {@link List} of these
 * @param text Lua
 * @param digest hexadecimal SHA-1 of the text, as Redis names scripts
 * @param output how the answer is read
 */
public record RedisScript<T>(String text, String digest, ScriptOutputType output) {

    /** Answers a number. */
    public static RedisScript<Long> number(String text) {
        return of(text, ScriptOutputType.INTEGER);
    }

    /** Answers a text. */
    public static RedisScript<String> text(String text) {
        return of(text, ScriptOutputType.VALUE);
    }

    /** Answers a list of numbers, texts and lists. */
    public static RedisScript<List<Object>> list(String text) {
        return of(text, ScriptOutputType.MULTI);
    }

    private static <T> RedisScript<T> of(String text, ScriptOutputType output) {
        return new RedisScript<>(text, Base16.digest(text.getBytes(StandardCharsets.UTF_8)), output);
    }
}
