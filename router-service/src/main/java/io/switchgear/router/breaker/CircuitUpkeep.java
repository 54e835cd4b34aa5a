package io.switchgear.router.breaker;

import java.time.Duration;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import io.switchgear.router.circuit.CircuitKey;

/** What is done about circuits all the time: they are kept, told to Redis and heard of from other replicas. */
@Component
class CircuitUpkeep implements SmartLifecycle {

    private static final Duration CHECKPOINT_PERIOD = Duration.ofSeconds(1);
    private static final Duration SYNC_PERIOD = Duration.ofSeconds(2);

    private final LiveCircuits circuits;
    private final Checkpoints checkpoints;
    private final RedisCircuits redis;
    private final Replica replica;
    private final Disposable.Composite work = Disposables.composite();

    CircuitUpkeep(LiveCircuits circuits, Checkpoints checkpoints, RedisCircuits redis, Replica replica) {
        this.circuits = circuits;
        this.checkpoints = checkpoints;
        this.redis = redis;
        this.replica = replica;
    }

    /** Catches up on announcements that were missed, and tells Redis what it has missed. */
    private Mono<Void> synchronise() {
        return Flux.fromIterable(circuits.moved())
                .concatMap(key -> redis.claim(
                                key, replica.name(), circuits.of(key).get())
                        .doOnNext(claim -> {
                            if (claim instanceof RedisCircuits.Claim.Lost lost) {
                                circuits.follow(key, lost.instead());
                            }
                        }))
                .takeUntil(claim -> claim instanceof RedisCircuits.Claim.Alone)
                .then();
    }

    @Override
    public void start() {
        work.add(Flux.interval(CHECKPOINT_PERIOD)
                .onBackpressureDrop()
                .concatMap(tick -> checkpoints.save().onErrorComplete(), 1)
                .subscribe());
        work.add(Flux.interval(SYNC_PERIOD)
                .onBackpressureDrop()
                .concatMap(tick -> synchronise().onErrorComplete(), 1)
                .subscribe());
        work.add(redis.announcements()
                .filter(heard -> !heard.replica().equals(replica.name()))
                .doOnNext(heard ->
                        circuits.follow(new CircuitKey(heard.workspaceId(), heard.provider()), heard.circuit()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(2)))
                .subscribe());
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException("Stopped with a callback.");
    }

    @Override
    public void stop(Runnable stopped) {
        work.dispose();
        checkpoints.save().onErrorComplete().doFinally(end -> stopped.run()).subscribe();
    }

    @Override
    public boolean isRunning() {
        return !work.isDisposed() && work.size() > 0;
    }
}
