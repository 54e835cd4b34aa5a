package io.switchgear.router.breaker;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.router.circuit.Checkpoint;
import io.switchgear.router.circuit.R2dbcCircuits;

/** Keeps circuits in PostgreSQL, from where they are taken up again after a restart. */
@Component
class Checkpoints {

    private final R2dbcCircuits database;
    private final LiveCircuits circuits;
    private volatile boolean loaded;

    Checkpoints(R2dbcCircuits database, LiveCircuits circuits) {
        this.database = database;
        this.circuits = circuits;
    }

    /** Once; does nothing while PostgreSQL is away. */
    Mono<Void> load() {
        return Mono.defer(() -> loaded
                ? Mono.empty()
                : database.checkpoints()
                        .doOnNext(kept -> circuits.of(kept.key())
                                .update(ours -> ours.merge(kept.circuit()) == ours
                                        ? ours
                                        : kept.circuit().resumed()))
                        .then()
                        .doOnSuccess(done -> loaded = true)
                        .onErrorResume(away -> Mono.empty()));
    }

    /** Those that changed. */
    Mono<Void> save() {
        return Mono.defer(() -> {
            var keys = circuits.takeChanged();
            if (keys.isEmpty()) {
                return Mono.empty();
            }
            return database.keep(keys.stream()
                            .map(key -> new Checkpoint(key, circuits.of(key).get()))
                            .toList())
                    .doOnError(away -> keys.forEach(circuits::changed));
        });
    }
}
