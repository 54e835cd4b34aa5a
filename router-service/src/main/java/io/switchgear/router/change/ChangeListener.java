package io.switchgear.router.change;

import reactor.core.publisher.Mono;

/** Wants to know of committed changes of routing configuration. */
public interface ChangeListener {

    /** Completes once the change has taken effect on this replica. */
    Mono<Void> changed();
}
