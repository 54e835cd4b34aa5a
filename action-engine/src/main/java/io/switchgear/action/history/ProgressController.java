package io.switchgear.action.history;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.action.lifecycle.Action;
import io.switchgear.action.lifecycle.ActionEvent;
import io.switchgear.action.lifecycle.ActionIds;
import io.switchgear.action.lifecycle.ActionLog;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.problem.ProblemException;

/**
 * An action's events as they happen, from the first one, or from the one after {@code Last-Event-ID}. The stream ends with the
 * action, or after half an hour; clients then come back by themselves.
 */
@RestController
final class ProgressController {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final ActionLog log;

    ProgressController(ActionLog log) {
        this.log = log;
    }

    @GetMapping(path = "/api/v1/actions/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<ActionEvent>>>> events(
            @Requires(Permission.ACTION_VIEW) Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        long after = sequence(lastEventId);
        // Before the stream begins: an unknown id is a 404, not an empty stream.
        return log.find(caller.workspaceId(), ActionIds.parse(id))
                .switchIfEmpty(Mono.error(() -> ActionIds.unknown(id)))
                .map(action -> ResponseEntity.ok()
                        .contentType(MediaType.TEXT_EVENT_STREAM)
                        .cacheControl(CacheControl.noStore())
                        .header("X-Accel-Buffering", "no")
                        .body(stream(action, after)));
    }

    private static long sequence(@Nullable String lastEventId) {
        try {
            return lastEventId == null || lastEventId.isBlank() ? 0 : Long.parseLong(lastEventId.strip());
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest(
                    "bad_event_id", "The Last-Event-ID is not one that this stream gave out.");
        }
    }

    private Flux<ServerSentEvent<ActionEvent>> stream(Action action, long after) {
        if (action.status().isFinished()) {
            return log.events(action.workspaceId(), action.actionId(), after).map(ProgressController::sent);
        }
        return follow(action, after)
                .map(ProgressController::sent)
                .publish(events -> Flux.merge(events, keepAlive().takeUntilOther(events.ignoreElements())))
                .take(LONGEST);
    }

    private Flux<ActionEvent> follow(Action action, long after) {
        var last = new AtomicLong(after);
        return Flux.interval(Duration.ZERO, POLL)
                .onBackpressureDrop()
                .concatMap(tick -> Flux.defer(() -> log.events(action.workspaceId(), action.actionId(), last.get())), 1)
                .doOnNext(event -> last.set(event.sequence()))
                .takeUntil(event -> event.status().isFinished());
    }

    private static Flux<ServerSentEvent<ActionEvent>> keepAlive() {
        return Flux.interval(KEEP_ALIVE)
                .onBackpressureDrop()
                .map(tick -> ServerSentEvent.<ActionEvent>builder()
                        .comment("keep-alive")
                        .build());
    }

    private static ServerSentEvent<ActionEvent> sent(ActionEvent event) {
        return ServerSentEvent.builder(event)
                .id(Long.toString(event.sequence()))
                .event(event.status().wire())
                .build();
    }
}
