package io.switchgear.health.reliability;

import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.paging.TimeRange;
import io.switchgear.health.listing.PastRange;
import io.switchgear.health.status.ProviderStatuses;

/** A provider's score and what it is made of. */
@RestController
class ReliabilityController {

    private final Reliabilities reliabilities;
    private final ProviderStatuses providers;
    private final InstantSource clock;

    ReliabilityController(Reliabilities reliabilities, ProviderStatuses providers, InstantSource clock) {
        this.reliabilities = reliabilities;
        this.providers = providers;
        this.clock = clock;
    }

    /**
     * A provider's reliability over a range.
     *
     * @param score 0–100; null if nothing is known
     */
    record ProviderReliability(
            String provider,
            String range,
            Instant from,
            Instant to,
            @Nullable Double score,
            Reliability.Parts parts,
            String formula) {}

    @GetMapping("/api/v1/health/providers/{name}/reliability")
    Mono<ProviderReliability> reliability(
            @Requires(Permission.ROUTER_VIEW) Caller caller,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        TimeRange asked = PastRange.parse(range, from, to, clock.instant());
        return providers
                .find(caller.workspaceId(), name)
                .then(Mono.defer(() -> reliabilities.of(caller.workspaceId(), name, asked)))
                .map(found -> new ProviderReliability(
                        name, asked.label(), asked.from(), asked.to(), found.score(), found.parts(), found.formula()));
    }
}
