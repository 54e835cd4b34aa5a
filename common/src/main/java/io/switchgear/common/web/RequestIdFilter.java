package io.switchgear.common.web;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.IdentityHeaders;

/** Gives each answer the id of its request: the one that came with it, or a new one. */
public final class RequestIdFilter implements WebFilter, Ordered {

    private static final int MAX_LENGTH = 128;

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().getHeaders().set("x-request-id", id(exchange));
        return chain.filter(exchange);
    }

    /** The request's id, once this filter has run. */
    public static String id(ServerWebExchange exchange) {
        String answered = exchange.getResponse().getHeaders().getFirst("x-request-id");
        if (answered != null) {
            return answered;
        }
        String sent = exchange.getRequest().getHeaders().getFirst(IdentityHeaders.REQUEST);
        return sent != null && safe(sent) ? sent : fresh();
    }

    /** Unique, not secret: no need to wait for the system's entropy. */
    private static String fresh() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Letters, digits and {@code . _ : -}, at most {@value #MAX_LENGTH}. */
    private static boolean safe(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (c < '0' || c > '9') && "._:-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
