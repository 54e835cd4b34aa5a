package io.switchgear.health.component;

import reactor.core.publisher.Mono;

/** Looks after one component of the suite. A new check is a new bean. */
interface ComponentCheck {

    /** The component's name in the answer. */
    String key();

    /** How the component is now. May fail or take long: whoever asks turns both into a result. */
    Mono<CheckResult> check();
}
