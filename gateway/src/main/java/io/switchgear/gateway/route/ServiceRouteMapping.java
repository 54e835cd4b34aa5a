package io.switchgear.gateway.route;

import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds a request's route by its path, instead of asking every route in turn. */
@Component
class ServiceRouteMapping extends RoutePredicateHandlerMapping {

    private final ServiceRoutes routes;

    ServiceRouteMapping(FilteringWebHandler handler, ServiceRoutes routes, Environment environment) {
        super(handler, routes, new GlobalCorsProperties(), environment);
        this.routes = routes;
    }

    @Override
    protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
        return Mono.justOrEmpty(routes.find(
                exchange.getRequest().getPath().pathWithinApplication().value()));
    }
}
