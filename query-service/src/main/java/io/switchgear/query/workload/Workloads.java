package io.switchgear.query.workload;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.siblings.Service;
import io.switchgear.common.siblings.Siblings;
import io.switchgear.query.workload.ServiceStatus.Replicas;

/** What runs the services, as action-engine sees it. */
@Component
class Workloads {

    private static final Logger LOG = LoggerFactory.getLogger(Workloads.class);

    /** A cluster that is slow to answer is not to hold up what telemetry knows. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Siblings siblings;

    Workloads(Siblings siblings) {
        this.siblings = siblings;
    }

    /** As much of action-engine's answer as is needed. */
    private record Targets(List<Target> items) {}

    private record Target(String serviceName, int replicas, int ready) {}

    /** By name; empty if action-engine does not answer in time. */
    Mono<Map<String, Replicas>> of(UUID workspace) {
        return siblings.client(Service.ACTION)
                .get()
                .uri("/api/v1/targets")
                .attributes(Siblings.in(workspace))
                .retrieve()
                .bodyToMono(Targets.class)
                .timeout(PATIENCE)
                .map(targets -> targets.items().stream()
                        .collect(Collectors.toMap(
                                Target::serviceName,
                                target -> new Replicas(target.replicas(), target.ready()),
                                Replicas::and)))
                .doOnError(e -> LOG.debug("Replicas are not known now: {}", e.toString()))
                .onErrorReturn(Map.of());
    }
}
