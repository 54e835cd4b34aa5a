package io.switchgear.action.trigger;

import java.net.URI;
import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.action.lifecycle.Action;
import io.switchgear.action.lifecycle.ActionIds;
import io.switchgear.action.lifecycle.ActionType;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.problem.ProblemException;

import static org.springframework.http.HttpStatus.ACCEPTED;

/** Asks for actions. */
@RestController
final class TriggerController {

    private static final int LONGEST_KEY = 255;

    private final Trigger trigger;

    TriggerController(Trigger trigger) {
        this.trigger = trigger;
    }

    @PostMapping("/api/v1/restart_deployment")
    @ResponseStatus(ACCEPTED)
    Mono<ResponseEntity<Action>> restart(
            @Requires(Permission.ACTION_EXECUTE) Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Mono<ActionBody> body) {
        return request(caller, ActionType.RESTART_DEPLOYMENT, key, body);
    }

    @PostMapping("/api/v1/scale_deployment")
    @ResponseStatus(ACCEPTED)
    Mono<ResponseEntity<Action>> scale(
            @Requires(Permission.ACTION_EXECUTE) Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Mono<ActionBody> body) {
        return request(caller, ActionType.SCALE_DEPLOYMENT, key, body);
    }

    @PostMapping("/api/v1/rollout_restart")
    @ResponseStatus(ACCEPTED)
    Mono<ResponseEntity<Action>> rolloutRestart(
            @Requires(Permission.ACTION_EXECUTE) Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Mono<ActionBody> body) {
        return request(caller, ActionType.ROLLOUT_RESTART, key, body);
    }

    @PostMapping("/api/v1/actions/{id}/revert")
    @ResponseStatus(ACCEPTED)
    Mono<ResponseEntity<Action>> revert(@Requires(Permission.ACTION_EXECUTE) Caller caller, @PathVariable String id) {
        return trigger.revert(caller, ActionIds.parse(id)).map(TriggerController::accepted);
    }

    private Mono<ResponseEntity<Action>> request(
            Caller caller, ActionType type, @Nullable String key, Mono<ActionBody> body) {
        return body.flatMap(read -> trigger.request(caller, type, read, checked(key)))
                .map(TriggerController::accepted);
    }

    private static @Nullable String checked(@Nullable String key) {
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c > 0x1f && c < 0x7f)) {
            throw ProblemException.badRequest(
                    "bad_idempotency_key", "The Idempotency-Key must be 1 to 255 printable ASCII characters.");
        }
        return key;
    }

    private static ResponseEntity<Action> accepted(Action action) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/actions/" + action.actionId()))
                .body(action);
    }
}
