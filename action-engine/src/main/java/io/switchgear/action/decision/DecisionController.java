package io.switchgear.action.decision;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.action.lifecycle.Action;
import io.switchgear.action.lifecycle.ActionIds;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;

/** Decides on actions that have not begun. */
@RestController
final class DecisionController {

    private final Decisions decisions;

    DecisionController(Decisions decisions) {
        this.decisions = decisions;
    }

    @PostMapping("/api/v1/actions/{id}/approve")
    Mono<Action> approve(
            @Requires(Permission.ACTION_APPROVE) Caller caller,
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable DecisionBody body) {
        return decisions.decide(caller, ActionIds.parse(id), Verdict.APPROVE, why(body));
    }

    @PostMapping("/api/v1/actions/{id}/reject")
    Mono<Action> reject(
            @Requires(Permission.ACTION_APPROVE) Caller caller,
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable DecisionBody body) {
        return decisions.decide(caller, ActionIds.parse(id), Verdict.REJECT, why(body));
    }

    @PostMapping("/api/v1/actions/{id}/cancel")
    Mono<Action> cancel(
            @Requires(Permission.ACTION_EXECUTE) Caller caller,
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable DecisionBody body) {
        return decisions.decide(caller, ActionIds.parse(id), Verdict.CANCEL, why(body));
    }

    private static @Nullable String why(@Nullable DecisionBody body) {
        return body == null ? null : body.reason();
    }
}
