package io.switchgear.gateway.route;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import io.netty.channel.ConnectTimeoutException;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.siblings.Service;

/** Addresses the request to its service, and says which one is away when it is. */
@Component
class TargetFilter implements GlobalFilter, Ordered {

    private static final Duration RETRY = Duration.ofSeconds(2);

    /** Around everything that forwards. */
    @Override
    public int getOrder() {
        return -10;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Target target = ServiceRoutes.target(exchange);
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR, url(exchange, target));
        return chain.filter(exchange).onErrorMap(error -> explain(error, target.service()));
    }

    /** The service's base URL with the request's path and query as they were sent. */
    private static URI url(ServerWebExchange exchange, Target target) {
        URI sent = exchange.getRequest().getURI();
        String query = sent.getRawQuery();
        return URI.create(target.base() + sent.getRawPath() + (query == null ? "" : "?" + query));
    }

    private static Throwable explain(Throwable error, Service service) {
        if (error instanceof ResponseStatusException e && e.getStatusCode() == HttpStatus.GATEWAY_TIMEOUT) {
            return ProblemException.unavailable(
                    "service_timeout", service.applicationName() + " did not answer in time.", RETRY);
        }
        if (error instanceof IOException || error instanceof ConnectTimeoutException) {
            return ProblemException.unavailable(
                    "service_unavailable", service.applicationName() + " is unavailable.", RETRY);
        }
        return error;
    }
}
