package io.switchgear.health.component;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.health.cache.SharedCache;

/** Asks all checks, each within its time-out and at most once per time to live, however many callers there are. */
@Component
public class Components {

    private static final Logger LOG = LoggerFactory.getLogger(Components.class);
    private static final int MOST = 1000;

    private final List<ComponentCheck> checks;
    private final ComponentProperties properties;
    private final InstantSource clock;
    private final SharedCache<String, ComponentHealth> results;

    Components(List<ComponentCheck> checks, ComponentProperties properties, InstantSource clock) {
        this.checks = checks;
        this.properties = properties;
        this.clock = clock;
        this.results = new SharedCache<>(properties.ttl(), MOST, clock);
    }

    /** All components, by name. */
    Mono<Map<String, ComponentHealth>> all() {
        return Flux.fromIterable(checks)
                .flatMap(check -> health(check).map(health -> Map.entry(check.key(), health)), checks.size())
                .collect(TreeMap::new, (all, entry) -> all.put(entry.getKey(), entry.getValue()));
    }

    /** Of all components, by name. */
    public Mono<Map<String, ComponentStatus>> statuses() {
        return all().map(all -> {
            var statuses = new TreeMap<String, ComponentStatus>();
            all.forEach((name, health) -> statuses.put(name, health.status()));
            return statuses;
        });
    }

    /** One component; empty if there is none of that name. */
    Mono<ComponentHealth> one(String key) {
        return Flux.fromIterable(checks)
                .filter(check -> check.key().equals(key))
                .next()
                .flatMap(this::health);
    }

    private Mono<ComponentHealth> health(ComponentCheck check) {
        return results.get(check.key(), key -> look(check));
    }

    private Mono<ComponentHealth> look(ComponentCheck check) {
        return Mono.defer(() -> {
            Instant start = clock.instant();
            return Mono.defer(check::check)
                    .timeout(timeout(check))
                    .onErrorResume(failure -> Mono.just(failed(check, failure)))
                    .map(result -> health(check, result, start));
        });
    }

    private ComponentHealth health(ComponentCheck check, CheckResult result, Instant start) {
        Instant end = clock.instant();
        return new ComponentHealth(
                result.status(),
                properties.critical().contains(check.key()),
                result.error(),
                result.details(),
                end,
                Duration.between(start, end).toMillis());
    }

    private CheckResult failed(ComponentCheck check, Throwable failure) {
        LOG.warn("Component {} fails its check: {}", check.key(), failure.toString());
        String error = failure instanceof TimeoutException
                ? "No answer within " + timeout(check).toMillis() + " ms."
                : "It does not answer.";
        return CheckResult.unhealthy(error, Map.of("cause", failure.toString()));
    }

    private Duration timeout(ComponentCheck check) {
        return properties.timeouts().getOrDefault(check.key(), properties.timeout());
    }
}
