package io.switchgear.health.component;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Callers;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.probe.ServiceVersion;
import io.switchgear.common.problem.ProblemException;

/**
 * The suite's health. Anyone may ask about the infrastructure; callers who may see a workspace's router get details and its
 * providers, too.
 */
@RestController
class ComponentController {

    private final Components components;
    private final ProviderComponents providers;
    private final ServiceVersion version;

    ComponentController(Components components, ProviderComponents providers, ServiceVersion version) {
        this.components = components;
        this.providers = providers;
        this.version = version;
    }

    @GetMapping("/api/health")
    Mono<ResponseEntity<SuiteHealth>> suite(ServerWebExchange exchange) {
        Caller member = member(exchange);
        return (member == null ? open() : detailed(member))
                .map(found -> SuiteHealth.of("switchgear", version.version(), found))
                .map(health -> answer(health.status(), health));
    }

    @GetMapping("/api/health/components/{component}")
    Mono<ResponseEntity<ComponentHealth>> component(@PathVariable String component, ServerWebExchange exchange) {
        Caller member = member(exchange);
        return find(component, member)
                .map(found -> member == null ? found.withoutDetails() : found)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("component", component)))
                .map(health -> answer(health.status(), health));
    }

    private Mono<ComponentHealth> find(String component, @Nullable Caller member) {
        if (!component.startsWith(ProviderComponents.PREFIX)) {
            return components.one(component);
        }
        return member == null
                ? Mono.empty()
                : providers.one(member.workspaceId(), component.substring(ProviderComponents.PREFIX.length()));
    }

    private Mono<Map<String, ComponentHealth>> open() {
        return components.all().map(found -> {
            var open = new LinkedHashMap<String, ComponentHealth>();
            found.forEach((key, health) -> open.put(key, health.withoutDetails()));
            return open;
        });
    }

    private Mono<Map<String, ComponentHealth>> detailed(Caller member) {
        return Mono.zip(components.all(), providers.all(member.workspaceId()), (infrastructure, own) -> {
            var all = new LinkedHashMap<>(infrastructure);
            all.putAll(own);
            return all;
        });
    }

    /** A caller with a workspace and the permission to see it; null for everyone else. */
    private static @Nullable Caller member(ServerWebExchange exchange) {
        Caller caller = Callers.find(exchange);
        return caller != null && caller.workspace() != null && caller.may(Permission.ROUTER_VIEW) ? caller : null;
    }

    private static <T> ResponseEntity<T> answer(ComponentStatus status, T body) {
        return ResponseEntity.status(
                        status == ComponentStatus.UNHEALTHY ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK)
                .cacheControl(CacheControl.noStore())
                .body(body);
    }
}
