package io.switchgear.gateway.origin;

import java.net.URI;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

import io.switchgear.common.problem.ProblemException;

/**
 * Refuses requests that another site made a browser send: by {@code Sec-Fetch-Site} (W3C Fetch Metadata), and by {@code Origin}
 * where a browser does not send that. Programs send neither and carry no cookies of anybody's.
 */
@Component
public class SameOrigin {

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final Set<String> allowed;

    SameOrigin(CorsProperties properties) {
        this.allowed = Set.copyOf(properties.allowedOrigins());
    }

    /** @throws ProblemException 403 for a request from another origin that is not configured */
    public void check(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        String origin = headers.getOrigin();
        if (origin != null && allowed.contains(origin)) {
            return;
        }
        String site = headers.getFirst("Sec-Fetch-Site");
        boolean own = site != null ? OWN_SITES.contains(site) : origin == null || isOwn(origin, request);
        if (!own) {
            throw ProblemException.forbidden("cross_site", "This is not accepted from another site.");
        }
    }

    private static boolean isOwn(String origin, ServerHttpRequest request) {
        @Nullable String host = request.getHeaders().getFirst(HttpHeaders.HOST);
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
