package io.switchgear.router.breaker;

import java.time.Duration;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import io.switchgear.router.background.Background;
import io.switchgear.router.circuit.Circuit;
import io.switchgear.router.circuit.CircuitKey;

/** What is done about circuits all the time: they are kept, told to Redis and heard of from other replicas. */
@Component
class CircuitUpkeep extends Background {

    private static final Duration CHECKPOINT_PERIOD = Duration.ofSeconds(1);

    private final LiveCircuits circuits;
    private final Checkpoints checkpoints;
    private final RedisCircuits redis;
    private final Replica replica;
    private final CircuitProperties properties;

    CircuitUpkeep(
            LiveCircuits circuits,
            Checkpoints checkpoints,
            RedisCircuits redis,
            Replica replica,
            CircuitProperties properties) {
        this.circuits = circuits;
        this.checkpoints = checkpoints;
        this.redis = redis;
        this.replica = replica;
        this.properties = properties;
    }

    /** Catches up on announcements that were missed, and tells Redis what it has missed. */
    private Mono<Void> synchronise() {
        return Flux.fromIterable(circuits.keys())
                .concatMap(this::synchronise)
                .takeUntil(claim -> claim instanceof RedisCircuits.Claim.Alone)
                .then();
    }

    private Mono<RedisCircuits.Claim> synchronise(CircuitKey key) {
        Circuit ours = circuits.of(key).get();
        if (ours.version() == 0) {
            // It has nothing to tell, but others may have.
            return redis.find(key)
                    .doOnNext(theirs -> circuits.follow(key, theirs))
                    .then(Mono.empty());
        }
        return redis.claim(key, replica.name(), ours).doOnNext(claim -> {
            if (claim instanceof RedisCircuits.Claim.Lost lost) {
                circuits.follow(key, lost.instead());
            }
        });
    }

    @Override
    protected void begin() {
        every(CHECKPOINT_PERIOD, tick -> checkpoints.save());
        every(properties.sync(), tick -> synchronise());
        beside(redis.announcements()
                .filter(heard -> !heard.replica().equals(replica.name()))
                .doOnNext(heard ->
                        circuits.follow(new CircuitKey(heard.workspaceId(), heard.provider()), heard.circuit()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(2)))
                .subscribe());
    }

    @Override
    protected Mono<Void> finish() {
        return checkpoints.save();
    }
}
