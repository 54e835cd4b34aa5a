package io.switchgear.simulator.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** API keys as the providers take them: {@code Authorization: Bearer}, {@code x-api-key}, {@code api-key}. */
public final class Credentials {

    private static final String BEARER = "Bearer ";
    private static final List<String> NAMES = List.of("authorization", "x-api-key", "api-key", "x-goog-api-key");

    private Credentials() {}

    /** Refuses with 401 unless no key is required or the right one is sent. */
    public static void check(@Nullable String requiredKey, HttpHeaders headers) {
        if (requiredKey != null && NAMES.stream().noneMatch(name -> same(requiredKey, key(headers, name)))) {
            throw new Refusal(401, "Incorrect API key provided.", "invalid_api_key", null, null);
        }
    }

    /** The credentials sent, each cut to its last four characters. */
    static Map<String, String> redacted(HttpHeaders headers) {
        var shown = new LinkedHashMap<String, String>();
        for (String name : NAMES) {
            String key = key(headers, name);
            if (key != null) {
                shown.put(name, "…" + (key.length() <= 8 ? "" : key.substring(key.length() - 4)));
            }
        }
        return shown;
    }

    private static @Nullable String key(HttpHeaders headers, String name) {
        String value = headers.get(name);
        return value != null && value.startsWith(BEARER) ? value.substring(BEARER.length()) : value;
    }

    private static boolean same(String required, @Nullable String sent) {
        return sent != null
                && MessageDigest.isEqual(
                        required.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
