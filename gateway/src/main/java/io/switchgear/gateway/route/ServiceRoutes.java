package io.switchgear.gateway.route;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;

import io.switchgear.common.siblings.Service;
import io.switchgear.common.siblings.Siblings;

/** Which path is whose: the whole routing table. Paths compare as they were sent, neither decoded nor normalised. */
@Component
class ServiceRoutes implements RouteLocator {

    private static final Set<String> DATA_PLANE = Set.of(
            "/v1/chat/completions",
            "/v1/embeddings",
            "/v1/responses",
            "/v1/messages",
            "/v1/models",
            "/api/v1/chat/completions");
    private static final Set<String> TELEMETRY = Set.of("/v1/traces", "/v1/metrics");
    private static final String DASHBOARD = "/api/v1/admin/router/health-dashboard";

    /** First segments below {@code /api/v1/}. */
    private static final Map<String, Service> API = Map.ofEntries(
            Map.entry("health", Service.HEALTH),
            Map.entry("metrics", Service.QUERY),
            Map.entry("costs", Service.QUERY),
            Map.entry("alerts", Service.QUERY),
            Map.entry("activity", Service.QUERY),
            Map.entry("traces", Service.QUERY),
            Map.entry("services", Service.QUERY),
            Map.entry("anomalies", Service.QUERY),
            Map.entry("settings", Service.QUERY),
            Map.entry("restart_deployment", Service.ACTION),
            Map.entry("scale_deployment", Service.ACTION),
            Map.entry("rollout_restart", Service.ACTION),
            Map.entry("actions", Service.ACTION),
            Map.entry("targets", Service.ACTION),
            Map.entry("policies", Service.ACTION),
            Map.entry("incidents", Service.ACTION));

    private static final String API_PREFIX = "/api/v1/";

    private final Map<Service, Route> routes = new EnumMap<>(Service.class);
    private final Route dataPlane;

    ServiceRoutes(Siblings siblings, RouteProperties properties) {
        for (Service service : List.of(Service.ROUTER, Service.HEALTH, Service.QUERY, Service.ACTION)) {
            routes.put(service, route(siblings, service, service.applicationName(), properties.timeout()));
        }
        dataPlane = route(siblings, Service.ROUTER, "data-plane", properties.dataPlaneTimeout());
    }

    private static Route route(Siblings siblings, Service service, String id, Duration timeout) {
        return Route.async()
                .id(id)
                .uri(siblings.address(service))
                .metadata(Target.METADATA, new Target(service, siblings.address(service), timeout))
                .predicate(exchange -> true)
                .build();
    }

    /** The route of a path; null for those that are the gateway's own. */
    @Nullable
    Route find(String path) {
        if (DATA_PLANE.contains(path)) {
            return dataPlane;
        }
        Service service = service(path);
        return service == null ? null : routes.get(service);
    }

    private static @Nullable Service service(String path) {
        if (TELEMETRY.contains(path)) {
            return Service.QUERY;
        }
        if (!path.startsWith("/api/")) {
            return null;
        }
        if (path.equals(DASHBOARD)) {
            return Service.HEALTH;
        }
        if (path.startsWith("/api/v1/admin/router/") || path.startsWith("/api/admin/circuit-breaker/")) {
            return Service.ROUTER;
        }
        if (!path.startsWith(API_PREFIX)) {
            return null;
        }
        int end = path.indexOf('/', API_PREFIX.length());
        return API.get(end < 0 ? path.substring(API_PREFIX.length()) : path.substring(API_PREFIX.length(), end));
    }

    /** Where a request that has been given its route goes. */
    static Target target(ServerWebExchange exchange) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        return (Target) Objects.requireNonNull(route.getMetadata().get(Target.METADATA));
    }

    @Override
    public Flux<Route> getRoutes() {
        return Flux.fromIterable(routes.values());
    }
}
