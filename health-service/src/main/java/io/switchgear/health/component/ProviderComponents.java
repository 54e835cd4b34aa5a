package io.switchgear.health.component;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.health.status.ProviderStatus;
import io.switchgear.health.status.ProviderStatuses;

/** A workspace's providers as components, as the router reports them: nothing is sent to a provider to find out. */
@Component
class ProviderComponents {

    static final String PREFIX = "provider:";

    private static final Logger LOG = LoggerFactory.getLogger(ProviderComponents.class);

    private final ProviderStatuses providers;
    private final InstantSource clock;
    private final Duration timeout;

    ProviderComponents(ProviderStatuses providers, InstantSource clock, ComponentProperties properties) {
        this.providers = providers;
        this.clock = clock;
        this.timeout = properties.timeout();
    }

    /** By {@code provider:<name>}. None if the database does not answer, which is a component of its own. */
    Mono<Map<String, ComponentHealth>> all(UUID workspace) {
        return providers
                .present(workspace)
                .collect(
                        LinkedHashMap<String, ComponentHealth>::new,
                        (all, provider) -> all.put(PREFIX + provider.name(), health(provider)))
                .timeout(timeout)
                .<Map<String, ComponentHealth>>map(all -> all)
                .onErrorResume(failure -> {
                    LOG.warn("Providers cannot be told: {}", failure.toString());
                    return Mono.just(Map.of());
                });
    }

    /** Empty, or fails with 404, if the workspace has none of that name at present. */
    Mono<ComponentHealth> one(UUID workspace, String provider) {
        return providers
                .find(workspace, provider)
                .filter(ProviderStatus::present)
                .timeout(timeout)
                .map(this::health);
    }

    private ComponentHealth health(ProviderStatus provider) {
        var now = clock.instant();
        var details = new LinkedHashMap<String, Object>();
        details.put("circuit", provider.state().wire());
        details.put(
                "forced", provider.forced() == null ? "none" : provider.forced().wire());
        details.put("since", provider.since());
        details.put("configured", provider.configured());
        details.put("failures", provider.counts().failures());
        details.put("successes", provider.counts().successes());
        details.put("observed_at", provider.observedAt());
        return switch (provider.health(now)) {
            case HEALTHY -> new ComponentHealth(ComponentStatus.HEALTHY, false, null, details, now, 0);
            case DEGRADED ->
                new ComponentHealth(
                        ComponentStatus.DEGRADED, false, "It is being tested or has just recovered.", details, now, 0);
            case FAILED ->
                new ComponentHealth(ComponentStatus.UNHEALTHY, false, "Its circuit is open.", details, now, 0);
        };
    }
}
