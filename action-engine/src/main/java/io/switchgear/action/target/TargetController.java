package io.switchgear.action.target;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.FromService;
import io.switchgear.common.identity.Grant;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;

/** What the workspace may act on; siblings show it beside what they know of a service. */
@RestController
final class TargetController {

    private final Targets targets;

    TargetController(Targets targets) {
        this.targets = targets;
    }

    @GetMapping("/api/v1/targets")
    Mono<TargetList> list(@Requires(Permission.ACTION_VIEW) @FromService(Grant.READ) Caller caller) {
        return targets.of(caller.workspaceId());
    }
}
