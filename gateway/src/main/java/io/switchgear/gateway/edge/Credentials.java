package io.switchgear.gateway.edge;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

import io.switchgear.common.problem.ProblemException;

/** What a request proves its caller with: {@code Authorization: Bearer …}, else {@code x-api-key}. */
final class Credentials {

    static final String API_KEY = "x-api-key";
    private static final String BEARER = "Bearer ";

    private Credentials() {}

    /**
     * The key or token; null if there is none.
     *
     * @throws ProblemException 401 for another scheme, or for a header sent twice
     */
    static @Nullable String of(HttpHeaders headers) {
        List<String> authorization = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (authorization.size() == 1) {
            String value = authorization.getFirst();
            if (value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                return value.substring(BEARER.length()).strip();
            }
            throw unusable();
        }
        List<String> keys = headers.getOrEmpty(API_KEY);
        if (authorization.size() > 1 || keys.size() > 1) {
            throw unusable();
        }
        return keys.isEmpty() ? null : keys.getFirst().strip();
    }

    private static ProblemException unusable() {
        return ProblemException.unauthorized(
                "credentials_unusable", "Send one Authorization header with a Bearer token or API key.");
    }
}
