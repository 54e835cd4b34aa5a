package io.switchgear.gateway.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.probe.ServiceVersion;
import io.switchgear.common.redis.Redis;
import io.switchgear.common.siblings.Service;
import io.switchgear.common.siblings.Siblings;
import io.switchgear.gateway.health.SuiteHealth.Component;

/** What the gateway can find out by itself: its stores, and whether each service says that it is ready. Asked once in 30 s. */
@org.springframework.stereotype.Component
class OwnChecks {

    private static final Duration TTL = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DatabaseClient database;
    private final Redis redis;
    private final Siblings siblings;
    private final InstantSource clock;
    private final Mono<SuiteHealth> health;

    OwnChecks(DatabaseClient database, Redis redis, Siblings siblings, InstantSource clock, ServiceVersion version) {
        this.database = database;
        this.redis = redis;
        this.siblings = siblings;
        this.clock = clock;
        this.health = Mono.defer(this::components)
                .map(components -> new SuiteHealth("switchgear", version.version(), "degraded", components))
                .cache(TTL);
    }

    Mono<SuiteHealth> health() {
        return health;
    }

    private record Named(String name, Component component) {}

    private Mono<Map<String, Component>> components() {
        Flux<Named> stores = Flux.merge(
                check("database", database.sql("select 1").then()),
                check("redis", redis.call(commands -> commands.ping()).then()));
        Flux<Named> services = Flux.just(Service.ROUTER, Service.HEALTH, Service.QUERY, Service.ACTION)
                .flatMap(service -> check(service.applicationName(), ready(service)));
        return Flux.merge(stores, services)
                .collectMap(Named::name, Named::component, TreeMap::new)
                .map(all -> {
                    all.put("gateway", new Component("healthy", null, clock.instant(), 0));
                    return all;
                });
    }

    private Mono<Void> ready(Service service) {
        return siblings.client(service)
                .get()
                .uri("/api/health/readiness")
                .retrieve()
                .toBodilessEntity()
                .then();
    }

    /** The reason is told in general terms: anybody may ask. */
    private Mono<Named> check(String name, Mono<Void> probe) {
        return Mono.defer(() -> {
            Instant begun = clock.instant();
            return probe.timeout(PATIENCE)
                    .then(Mono.fromCallable(() -> component("healthy", null, begun)))
                    .onErrorResume(error -> Mono.just(component("unhealthy", "does not answer", begun)))
                    .map(component -> new Named(name, component));
        });
    }

    private Component component(String status, @org.jspecify.annotations.Nullable String error, Instant begun) {
        Instant now = clock.instant();
        return new Component(status, error, now, Duration.between(begun, now).toMillis());
    }
}
