package io.switchgear.health.operation;

import java.time.InstantSource;
import java.util.List;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.paging.TimeRange;
import io.switchgear.health.listing.Choice;
import io.switchgear.health.operation.OperationMetrics.OperationData;
import io.switchgear.health.status.ProviderStatuses;

/** Counts and latencies of a provider's attempts. */
@RestController
class OperationsController {

    private static final List<String> TIMEFRAMES = List.of("1h", "24h", "7d", "30d");

    private final OperationsReader reader;
    private final ProviderStatuses providers;
    private final InstantSource clock;

    OperationsController(OperationsReader reader, ProviderStatuses providers, InstantSource clock) {
        this.reader = reader;
        this.providers = providers;
        this.clock = clock;
    }

    @GetMapping("/api/v1/health/providers/{name}/operations")
    Mono<OperationMetrics> operations(
            @Requires(Permission.ROUTER_VIEW) Caller caller,
            @PathVariable String name,
            @Parameter(schema = @Schema(allowableValues = {"1h", "24h", "7d", "30d"}))
                    @RequestParam(defaultValue = "24h")
                    String timeframe) {
        Choice.check("timeframe", timeframe, TIMEFRAMES);
        TimeRange range = TimeRange.parse(timeframe, null, null, clock.instant());
        return providers
                .find(caller.workspaceId(), name)
                .then(Mono.defer(() -> reader.of(caller.workspaceId(), name, range)))
                .map(operations -> new OperationMetrics(timeframe, data(operations)));
    }

    private static OperationData data(Operations operations) {
        return new OperationData(
                operations.requests(),
                operations.successes(),
                operations.failures(),
                operations.averageMs(),
                operations.quantileMs(0.95),
                operations.quantileMs(0.99));
    }
}
