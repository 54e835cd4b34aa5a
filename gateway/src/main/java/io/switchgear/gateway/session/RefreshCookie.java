package io.switchgear.gateway.session;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * The cookie that holds the refresh token: out of reach for scripts, sent to the authentication endpoints alone, and by https as
 * soon as the console is served by it. Its name tells browsers to insist on that (RFC 6265bis, {@code __Secure-}).
 */
@Component
public class RefreshCookie {

    private static final String NAME = "switchgear-refresh";
    private static final String SECURE_NAME = "__Secure-" + NAME;
    private static final String PATH = "/api/v1/auth";

    private final Duration lifetime;

    RefreshCookie(SessionProperties properties) {
        this.lifetime = properties.lifetime();
    }

    public @Nullable String read(ServerWebExchange exchange) {
        var cookie = exchange.getRequest().getCookies().getFirst(name(exchange));
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    public void write(ServerWebExchange exchange, String token) {
        exchange.getResponse().addCookie(cookie(exchange, token, lifetime));
    }

    public void clear(ServerWebExchange exchange) {
        exchange.getResponse().addCookie(cookie(exchange, "", Duration.ZERO));
    }

    private static ResponseCookie cookie(ServerWebExchange exchange, String value, Duration age) {
        return ResponseCookie.from(name(exchange), value)
                .path(PATH)
                .httpOnly(true)
                .secure(secure(exchange))
                .sameSite("Strict")
                .maxAge(age)
                .build();
    }

    private static String name(ServerWebExchange exchange) {
        return secure(exchange) ? SECURE_NAME : NAME;
    }

    private static boolean secure(ServerWebExchange exchange) {
        return "https".equals(exchange.getRequest().getURI().getScheme());
    }
}
