package io.switchgear.health.dashboard;

import java.time.InstantSource;
import java.util.UUID;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.health.prediction.Predictions;
import io.switchgear.health.status.PoolTargets;
import io.switchgear.health.status.ProviderStatuses;

/** The Health page in one call. */
@RestController
class DashboardController {

    private final ProviderStatuses providers;
    private final PoolTargets targets;
    private final Snapshots snapshots;
    private final Predictions predictions;
    private final InstantSource clock;

    DashboardController(
            ProviderStatuses providers,
            PoolTargets targets,
            Snapshots snapshots,
            Predictions predictions,
            InstantSource clock) {
        this.providers = providers;
        this.targets = targets;
        this.snapshots = snapshots;
        this.predictions = predictions;
        this.clock = clock;
    }

    @GetMapping("/api/v1/admin/router/health-dashboard")
    Mono<HealthDashboard> dashboard(@Requires(Permission.ROUTER_VIEW) Caller caller) {
        UUID workspace = caller.workspaceId();
        return snapshots
                .of(workspace)
                .flatMap(snapshot -> Mono.zip(
                        providers.present(workspace).collectList(),
                        targets.present(workspace).collectList(),
                        (known, pools) -> DashboardPage.of(known, pools, snapshot, predictions, clock.instant())));
    }
}
