package io.switchgear.common.web;

import java.util.UUID;
import java.util.regex.Pattern;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.IdentityHeaders;

/** Gives each answer the id of its request: the one that came with it, or a new one. */
public final class RequestIdFilter implements WebFilter, Ordered {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

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
        return sent != null && SAFE.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }
}
