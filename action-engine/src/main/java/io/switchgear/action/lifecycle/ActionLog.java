package io.switchgear.action.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.action.workload.WorkloadRef;

/** The durable record of actions. Whatever completes is committed, together with its event. */
public interface ActionLog {

    /** Records a new action. Fails with {@link TargetBusyException} if it is queued and its target is not free. */
    Mono<Action> insert(Action action);

    /** One of a workspace's actions; empty if it has none of that id. */
    Mono<Action> find(UUID workspace, UUID id);

    /**
     * Writes an action's next state over the version it was made from, and gives up any lease on it; empty if somebody wrote in
     * between. A success that reverts another action makes that one {@code reverted}. Fails with {@link TargetBusyException} if
     * it becomes queued and its target is not free.
     *
     * @param due how long until the executor should take it up; ignored unless it is active
     */
    Mono<Action> save(Action next, Duration due);

    /** Takes up an active action that is due and held by nobody, for {@code lease} by PostgreSQL's clock; empty if there is none. */
    Mono<Action> claim(Duration lease);

    /** Gives up a lease with nothing new to say; the action is due again after {@code due}. Harmless if it was taken over. */
    Mono<Void> postpone(Action held, Duration due);

    /** Newest first, after the given one. */
    Flux<Action> list(
            UUID workspace, ActionFilter filter, @Nullable Instant beforeCreatedAt, @Nullable UUID beforeId, int limit);

    /** An action's events after a sequence number, oldest first. */
    Flux<ActionEvent> events(UUID workspace, UUID id, long after);

    Mono<TargetHistory> history(WorkloadRef target);

    /** Forgets actions that ended before an instant; how many. */
    Mono<Long> forget(Instant before);
}
