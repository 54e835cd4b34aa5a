package io.switchgear.action.probe;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.switchgear.common.probe.ReadinessCheck;
import io.switchgear.common.probe.ServiceVersion;

/** {@code GET /api/v1/health} without a token, on this port only: the gateway sends that address to health-service. */
@RestController
final class DashboardHealthController {

    private final List<ReadinessCheck> checks;
    private final ServiceVersion version;
    private final InstantSource clock;

    DashboardHealthController(ObjectProvider<ReadinessCheck> checks, ServiceVersion version, InstantSource clock) {
        this.checks = checks.orderedStream().toList();
        this.version = version;
        this.clock = clock;
    }

    /**
     * The answer.
     *
     * @param status {@code healthy}, or {@code unhealthy} with HTTP 503
     * @param service the service's name
     * @param version its version
     * @param timestamp of the answer
     */
    record Health(String status, String service, String version, Instant timestamp) {}

    @GetMapping("/api/v1/health")
    ResponseEntity<Health> health() {
        boolean healthy = checks.stream().allMatch(ReadinessCheck::ready);
        return ResponseEntity.status(healthy ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Health(
                        healthy ? "healthy" : "unhealthy", version.service(), version.version(), clock.instant()));
    }
}
