package io.switchgear.router.administration;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.router.administration.BreakerMessages.BreakerCircuit;
import io.switchgear.router.administration.BreakerMessages.BreakerStatus;
import io.switchgear.router.administration.BreakerMessages.ConfigUpdateResponse;
import io.switchgear.router.administration.BreakerMessages.PreviousState;
import io.switchgear.router.administration.BreakerMessages.ResetMetadata;
import io.switchgear.router.administration.BreakerMessages.ResetRequest;
import io.switchgear.router.administration.BreakerMessages.ResetResponse;
import io.switchgear.router.administration.BreakerMessages.ServiceOperations;
import io.switchgear.router.administration.BreakerMessages.ServiceState;
import io.switchgear.router.breaker.Circuits;
import io.switchgear.router.change.RoutingChanges;
import io.switchgear.router.circuit.Circuit;
import io.switchgear.router.circuit.CircuitKey;
import io.switchgear.router.stats.ProviderHealth;
import io.switchgear.router.stats.Traffic;

/** Source 3's circuit-breaker administration. */
@RestController
@RequestMapping("/api/admin/circuit-breaker")
class BreakerController {

    private final KnownCircuits known;
    private final Circuits circuits;
    private final Traffic traffic;
    private final RoutingChanges changes;
    private final ChangeLimit limit;
    private final InstantSource clock;

    BreakerController(
            KnownCircuits known,
            Circuits circuits,
            Traffic traffic,
            RoutingChanges changes,
            ChangeLimit limit,
            InstantSource clock) {
        this.known = known;
        this.circuits = circuits;
        this.traffic = traffic;
        this.changes = changes;
        this.limit = limit;
        this.clock = clock;
    }

    @GetMapping("/status")
    BreakerStatus status(@Requires(Permission.ADMIN) Caller caller) {
        Instant now = clock.instant();
        return new BreakerStatus(
                known.workspace(caller).circuitNames().stream()
                        .map(name -> state(new CircuitKey(caller.workspaceId(), name), now))
                        .toList(),
                now);
    }

    private ServiceState state(CircuitKey key, Instant now) {
        Circuit circuit = circuits.get(key);
        var view = traffic.provider(key).view();
        var counts = circuit.counts();
        long judged = counts.successes() + counts.failures();
        return new ServiceState(
                key.provider(),
                ProviderHealth.of(circuit, now),
                new BreakerCircuit(circuit.state(), counts.failures(), view.lastFailureAt(), counts.incidents()),
                BreakerConfig.of(circuit.thresholds()),
                new ServiceOperations(
                        counts.total(),
                        counts.successes(),
                        counts.failures(),
                        judged == 0 ? null : 100.0 * counts.successes() / judged,
                        view.lastRequestAt()));
    }

    @PutMapping("/{service}/config")
    Mono<ConfigUpdateResponse> configure(
            @Requires(Permission.ADMIN) Caller caller,
            @PathVariable String service,
            @RequestBody BreakerConfig config) {
        Mono<Circuit> change = known.find(caller, service)
                .doOnNext(key -> check(config))
                .flatMap(key -> limit.take(caller).thenReturn(key))
                .flatMap(key ->
                        circuits.configure(key, config.over(circuits.get(key).thresholds()), caller.actor()));
        return changes.carryOut(caller, "circuit.configure", service, Map.of("config", config.toString()), change)
                .map(circuit -> new ConfigUpdateResponse(
                        true, service, BreakerConfig.of(circuit.thresholds()), clock.instant()));
    }

    private static void check(BreakerConfig config) {
        var errors = config.errors();
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    @PostMapping("/{service}/reset")
    Mono<ResetResponse> reset(
            @Requires(Permission.ADMIN) Caller caller,
            @PathVariable String service,
            @RequestBody ResetRequest request) {
        String reason = request.reason();
        Mono<PreviousState> change = known.find(caller, service).flatMap(key -> {
            if (reason == null || reason.isBlank() || reason.length() > 1000) {
                throw ProblemException.invalid("reason", "must be a sentence of at most 1000 characters");
            }
            Circuit before = circuits.get(key);
            if (before.forced() != null && !Boolean.TRUE.equals(request.force())) {
                throw ProblemException.conflict(
                        "circuit_forced", "The circuit is forced; force: true resets it all the same.");
            }
            var previous = new PreviousState(
                    before.counts().failures(),
                    traffic.provider(key).view().lastFailureAt(),
                    before.counts().incidents());
            return circuits.reset(key, reason, caller.actor()).thenReturn(previous);
        });
        return changes.carryOut(caller, "circuit.reset", service, details(reason, request.metadata()), change)
                .map(previous -> new ResetResponse(true, service, clock.instant(), previous));
    }

    private static Map<String, String> details(@Nullable String reason, @Nullable ResetMetadata metadata) {
        var details = new LinkedHashMap<String, String>();
        put(details, "reason", reason);
        if (metadata != null) {
            put(details, "triggeredBy", metadata.triggeredBy());
            put(details, "environment", metadata.environment());
            put(details, "notes", metadata.notes());
        }
        return details;
    }

    private static void put(Map<String, String> details, String name, @Nullable String value) {
        if (value != null) {
            details.put(name, value.length() > 1000 ? value.substring(0, 1000) : value);
        }
    }
}
