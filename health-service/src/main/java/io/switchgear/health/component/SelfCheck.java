package io.switchgear.health.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.probe.ReadinessCheck;
import io.switchgear.common.probe.ServiceVersion;

/** This service, as its own readiness tells. */
@Component
class SelfCheck implements ComponentCheck {

    private final ServiceVersion version;
    private final List<ReadinessCheck> checks;

    SelfCheck(ServiceVersion version, List<ReadinessCheck> checks) {
        this.version = version;
        this.checks = checks;
    }

    @Override
    public String key() {
        return version.service();
    }

    @Override
    public Mono<CheckResult> check() {
        return Mono.fromSupplier(() -> {
            var results = new LinkedHashMap<String, Boolean>();
            checks.forEach(check -> results.put(check.name(), check.ready()));
            Map<String, Object> details = Map.of("version", version.version(), "checks", results);
            return results.containsValue(false)
                    ? CheckResult.unhealthy("It is not ready.", details)
                    : CheckResult.healthy(details);
        });
    }
}
