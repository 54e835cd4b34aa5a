package io.switchgear.common.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Probes for orchestrators. Liveness depends on nothing outside the process; readiness on this service's own checks and on
 * shutdown; startup turns true with the first readiness and stays.
 */
@RestController
class ProbeController {

    private final List<ReadinessCheck> checks;
    private final ApplicationAvailability availability;
    private final ServiceVersion version;
    private final AtomicBoolean started = new AtomicBoolean();

    ProbeController(List<ReadinessCheck> checks, ApplicationAvailability availability, ServiceVersion version) {
        this.checks = checks;
        this.availability = availability;
        this.version = version;
    }

    /**
     * A probe's answer.
     *
     * @param status {@code up}, or {@code down} with HTTP 503
     * @param service the service's name
     * @param version its version
     * @param checks what it depends on, and whether each is ready
     */
    record Probe(String status, String service, String version, Map<String, Boolean> checks) {}

    @GetMapping("/api/health/liveness")
    ResponseEntity<Probe> liveness() {
        return answer(true, Map.of());
    }

    @GetMapping({"/api/health/readiness", "/health"})
    ResponseEntity<Probe> readiness() {
        var results = results();
        return answer(ready(results), results);
    }

    @GetMapping("/api/health/startup")
    ResponseEntity<Probe> startup() {
        var results = results();
        return answer(ready(results) || started.get(), results);
    }

    private Map<String, Boolean> results() {
        var results = new LinkedHashMap<String, Boolean>();
        results.put("accepting_traffic", availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC);
        for (ReadinessCheck check : checks) {
            results.put(check.name(), check.ready());
        }
        return results;
    }

    private boolean ready(Map<String, Boolean> results) {
        boolean ready = !results.containsValue(false);
        if (ready) {
            started.set(true);
        }
        return ready;
    }

    private ResponseEntity<Probe> answer(boolean up, Map<String, Boolean> results) {
        return ResponseEntity.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Probe(up ? "up" : "down", version.service(), version.version(), results));
    }
}
