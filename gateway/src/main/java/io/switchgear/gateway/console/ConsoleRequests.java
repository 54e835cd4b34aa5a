package io.switchgear.gateway.console;

import java.util.List;

import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/** Tells a browser that opens a page from a program that calls an API. */
final class ConsoleRequests {

    private static final List<String> NOT_PAGES = List.of(
            "/api", "/v1", "/v3", "/internal", "/docs", "/swagger-ui", "/webjars", "/assets", "/.well-known", "/ws");

    private ConsoleRequests() {}

    /** Whether a browser asks for one of the console's pages. */
    static boolean isPage(ServerWebExchange exchange) {
        return exchange.getRequest().getMethod() == HttpMethod.GET
                && wantsHtml(exchange.getRequest())
                && !isElsewhere(
                        exchange.getRequest().getPath().pathWithinApplication().value());
    }

    /** By name: what accepts anything is no browser. */
    static boolean wantsHtml(ServerHttpRequest request) {
        try {
            for (MediaType type : request.getHeaders().getAccept()) {
                if (type.equalsTypeAndSubtype(MediaType.TEXT_HTML)) {
                    return true;
                }
            }
            return false;
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static boolean isElsewhere(String path) {
        for (String prefix : NOT_PAGES) {
            if (path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/')) {
                return true;
            }
        }
        return false;
    }
}
