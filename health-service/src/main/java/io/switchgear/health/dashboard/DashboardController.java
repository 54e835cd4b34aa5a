package io.switchgear.health.dashboard;

import java.time.InstantSource;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.health.cache.SharedReads;
import io.switchgear.health.prediction.Predictions;
import io.switchgear.health.status.PoolTargets;
import io.switchgear.health.status.ProviderStatuses;

/** The Health page in one call. Whoever asks at the same time gets the same page, read and written once. */
@RestController
class DashboardController {

    private final ProviderStatuses providers;
    private final PoolTargets targets;
    private final Snapshots snapshots;
    private final Predictions predictions;
    private final JsonMapper json;
    private final InstantSource clock;
    private final SharedReads<UUID, byte[]> pages = new SharedReads<>(this::page);

    DashboardController(
            ProviderStatuses providers,
            PoolTargets targets,
            Snapshots snapshots,
            Predictions predictions,
            JsonMapper json,
            InstantSource clock) {
        this.providers = providers;
        this.targets = targets;
        this.snapshots = snapshots;
        this.predictions = predictions;
        this.json = json;
        this.clock = clock;
    }

    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = HealthDashboard.class)))
    @GetMapping(value = "/api/v1/admin/router/health-dashboard", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<byte[]> dashboard(@Requires(Permission.ROUTER_VIEW) Caller caller) {
        return pages.get(caller.workspaceId());
    }

    private Mono<byte[]> page(UUID workspace) {
        return snapshots
                .of(workspace)
                .flatMap(snapshot -> Mono.zip(
                        providers.present(workspace).collectList(),
                        targets.present(workspace).collectList(),
                        (known, pools) -> DashboardPage.of(known, pools, snapshot, predictions, clock.instant())))
                .map(json::writeValueAsBytes);
    }
}
