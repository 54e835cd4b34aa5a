package io.switchgear.router.probe;

import java.time.Duration;

import io.lettuce.core.SetArgs;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.redis.Redis;
import io.switchgear.router.breaker.Replica;
import io.switchgear.router.circuit.CircuitKey;

/** Whose turn it is: of all replicas one probes a provider, and none while another one has traffic to it. In Redis. */
@Component
class ProbeTurns {

    private final Redis redis;
    private final Replica replica;

    ProbeTurns(Redis redis, Replica replica) {
        this.redis = redis;
        this.replica = replica;
    }

    /** True for one replica in {@code idle}; without Redis for each. */
    Mono<Boolean> take(CircuitKey key, Duration idle) {
        return redis.call(commands -> commands.set(
                        name(key), replica.name(), SetArgs.Builder.nx().px(idle.toMillis())))
                .map(set -> true)
                .defaultIfEmpty(false)
                .onErrorReturn(true);
    }

    /** There is traffic here: nobody needs to probe. */
    Mono<Void> busy(CircuitKey key, Duration idle) {
        return redis.call(commands -> commands.set(name(key), replica.name(), SetArgs.Builder.px(idle.toMillis())))
                .onErrorComplete()
                .then();
    }

    private static String name(CircuitKey key) {
        return "switchgear:probe:{" + key.workspaceId() + "}:" + key.provider();
    }
}
