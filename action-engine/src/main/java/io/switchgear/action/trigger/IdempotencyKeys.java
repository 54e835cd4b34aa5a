package io.switchgear.action.trigger;

import java.util.UUID;

import reactor.core.publisher.Mono;

import io.switchgear.action.lifecycle.Action;
import io.switchgear.common.problem.ProblemException;

/**
 * Remembers for 24 h what was answered to a request with an {@code Idempotency-Key}, as draft-ietf-httpapi-idempotency-key-header
 * describes it. A key belongs to a workspace.
 */
interface IdempotencyKeys {

    /** What a key stands for. */
    sealed interface Hold {

        /** New: the caller does the work and answers as {@code holder}, within a minute. */
        record Fresh(UUID workspace, String key, UUID holder) implements Hold {}

        /** Done before, with this answer. */
        record Answered(Action answer) implements Hold {}
    }

    /**
     * Takes a key. Fails with a {@link ProblemException}: 422 if it was used for another request, 409 if that request is still
     * being worked on.
     *
     * @param fingerprint of everything that the request says
     */
    Mono<Hold> hold(UUID workspace, String key, String fingerprint);

    /** Stores the answer, in the caller's transaction; fails if the key was taken over meanwhile. */
    Mono<Void> answer(Hold.Fresh hold, Action answer);

    /** Gives an unanswered key free: the request failed and may be repeated. */
    Mono<Void> release(Hold.Fresh hold);
}
