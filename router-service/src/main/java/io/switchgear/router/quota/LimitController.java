package io.switchgear.router.quota;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.limit.Limits;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.router.change.Revisions;
import io.switchgear.router.change.RoutingChanges;
import io.switchgear.router.limit.R2dbcLimits;
import io.switchgear.router.limit.WorkspaceLimits;

/** A workspace's limits, over all of its keys and users. Those of a key are set where keys are made. */
@RestController
@RequestMapping("/api/v1/admin/router/limits")
class LimitController {

    private final R2dbcLimits limits;
    private final Counters counters;
    private final RoutingChanges changes;
    private final InstantSource clock;

    LimitController(R2dbcLimits limits, Counters counters, RoutingChanges changes, InstantSource clock) {
        this.limits = limits;
        this.counters = counters;
        this.changes = changes;
        this.clock = clock;
    }

    @GetMapping
    Mono<ResponseEntity<LimitView>> get(@Requires(Permission.ROUTER_VIEW) Caller caller) {
        return limits.find(caller.workspaceId()).flatMap(this::answer);
    }

    /** Replaces them. */
    @PutMapping
    Mono<ResponseEntity<LimitView>> replace(
            @Requires(Permission.ROUTER_MANAGE) Caller caller,
            @Valid @RequestBody LimitDocument document,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        UUID workspace = caller.workspaceId();
        Mono<WorkspaceLimits> change = Mono.defer(() -> limits.find(workspace))
                .flatMap(former -> {
                    Revisions.check(ifMatch, former.revision());
                    return limits.save(workspace, document.limits(), former.revision(), caller.actor());
                })
                // Somebody else's change came between: looked at again, with If-Match in vain.
                .repeatWhenEmpty(5, again -> again)
                .switchIfEmpty(Mono.error(() -> ProblemException.conflict(
                        "limits_contended", "The limits are being changed by others; try again.")));
        return changes.carryOut(caller, "limits.replace", "workspace", details(document), change)
                .flatMap(this::answer);
    }

    private static Map<String, String> details(LimitDocument document) {
        return Map.of(
                "rpm", String.valueOf(document.rpm()),
                "tpm", String.valueOf(document.tpm()),
                "budget_usd", String.valueOf(document.budgetUsd()));
    }

    private Mono<ResponseEntity<LimitView>> answer(WorkspaceLimits set) {
        Instant now = clock.instant();
        UUID workspace = set.workspaceId();
        Limits of = set.limits();
        Window minute = Window.minute(now);
        return Mono.zip(
                        look(workspace, Meter.REQUESTS, minute, of.rpm()),
                        look(workspace, Meter.TOKENS, minute, of.tpm()),
                        look(workspace, Meter.SPENDING, Window.of(of.period(), now), of.budgetNanoUsd()))
                .map(use -> ResponseEntity.ok()
                        .eTag(Revisions.tag(set.revision()))
                        .body(LimitView.of(
                                set,
                                counters.shared(),
                                use.getT1().orElse(null),
                                use.getT2().orElse(null),
                                use.getT3().orElse(null))));
    }

    private Mono<Optional<Share>> look(UUID workspace, Meter meter, Window window, @Nullable Long limit) {
        return limit == null
                ? Mono.just(Optional.empty())
                : counters.look(new QuotaKey(workspace, QuotaKey.WORKSPACE, meter), window, limit)
                        .map(Optional::of);
    }
}
