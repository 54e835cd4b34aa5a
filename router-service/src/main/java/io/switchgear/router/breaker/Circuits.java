package io.switchgear.router.breaker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.ForcedState;
import io.switchgear.router.catalog.Catalog;
import io.switchgear.router.catalog.CatalogListener;
import io.switchgear.router.circuit.Checkpoint;
import io.switchgear.router.circuit.Circuit;
import io.switchgear.router.circuit.CircuitConfig;
import io.switchgear.router.circuit.CircuitKey;
import io.switchgear.router.circuit.CircuitMachine;
import io.switchgear.router.circuit.R2dbcCircuits;
import io.switchgear.router.circuit.Signal;
import io.switchgear.router.circuit.Transition;

/**
 * The live circuits. Signals take effect in memory at once; each transition is then claimed in Redis, so that of several replicas one
 * makes it and all follow, and checkpointed in PostgreSQL within a second.
 */
@Component
public class Circuits implements CatalogListener, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Circuits.class);
    private static final Duration CHECKPOINT_PERIOD = Duration.ofSeconds(1);
    private static final Duration SYNC_PERIOD = Duration.ofSeconds(2);

    private final R2dbcCircuits database;
    private final RedisCircuits redis;
    private final Ledger ledger;
    private final Replica replica;
    private final InstantSource clock;
    private final Map<CircuitKey, LiveCircuit> circuits = new ConcurrentHashMap<>();
    private final Set<CircuitKey> unsaved = ConcurrentHashMap.newKeySet();
    private final Disposable.Composite work = Disposables.composite();
    private volatile boolean checkpointsLoaded;

    Circuits(R2dbcCircuits database, RedisCircuits redis, Ledger ledger, Replica replica, InstantSource clock) {
        this.database = database;
        this.redis = redis;
        this.ledger = ledger;
        this.replica = replica;
        this.clock = clock;
    }

    /** The circuit now. */
    public Circuit get(CircuitKey key) {
        return live(key).get();
    }

    private LiveCircuit live(CircuitKey key) {
        return circuits.computeIfAbsent(
                key, none -> new LiveCircuit(Circuit.fresh(CircuitThresholds.DEFAULTS, clock.instant())));
    }

    /** Whether a call would be let through now; one that would not is counted as rejected. */
    public boolean admits(CircuitKey key) {
        Circuit circuit = get(key);
        if (circuit.state() == CircuitState.CLOSED) {
            return true;
        }
        Instant now = clock.instant();
        if (circuit.admits(now)) {
            return true;
        }
        live(key).update(refusing -> refusing.admits(now) ? refusing : refusing.rejecting());
        unsaved.add(key);
        return false;
    }

    /** Asks to let a call through; whoever is let through must {@link #report}. */
    public Admission ask(CircuitKey key) {
        var live = live(key);
        Circuit seen = live.get();
        if (seen.state() == CircuitState.CLOSED) {
            return new Admission(true, seen.era(), seen.state(), null);
        }
        var moved = live.apply(new Signal.Asked(), clock.instant());
        Circuit after = moved.step().next();
        if (moved.step().transition() != null) {
            settle(key, live, moved).subscribe();
        }
        return new Admission(
                moved.step().permitted(),
                after.era(),
                after.state(),
                after.gate().nextAttemptAt());
    }

    /**
     * Tells how a call that was let through has ended.
     *
     * @param traceId the call's, kept as a sample if it failed
     * @return completes when an event that this has caused is in the spool
     */
    public Mono<Void> report(CircuitKey key, Signal.Ended ended, String traceId) {
        var live = live(key);
        if (ended instanceof Signal.Failed) {
            live.failed(traceId);
        }
        var moved = live.apply(ended, clock.instant());
        unsaved.add(key);
        return moved.step().transition() == null ? Mono.empty() : settle(key, live, moved);
    }

    private Mono<Void> settle(CircuitKey key, LiveCircuit live, LiveCircuit.Moved moved) {
        Transition transition = moved.step().transition();
        if (transition == null) {
            return Mono.empty();
        }
        unsaved.add(key);
        Circuit after = moved.step().next();
        Instant at = clock.instant();
        LOG.info(
                "Circuit {} of {}: {} → {}. {}",
                key.provider(),
                key.workspaceId(),
                transition.from().wire(),
                transition.to().wire(),
                transition.reason());
        return redis.claim(key, replica.name(), after)
                .doOnNext(claim -> {
                    switch (claim) {
                        case RedisCircuits.Claim.Won won ->
                            ledger.record(key, after, transition, false, null, live.failedTraces(), at);
                        case RedisCircuits.Claim.Alone alone ->
                            ledger.record(key, after, transition, true, null, live.failedTraces(), at);
                        case RedisCircuits.Claim.Lost lost -> follow(key, lost.instead());
                    }
                })
                .then();
    }

    /** Another replica was first, or has decided while Redis was away. */
    private void follow(CircuitKey key, Circuit theirs) {
        Instant now = clock.instant();
        live(key).update(ours -> {
            if (ours.merge(theirs) == ours) {
                return ours;
            }
            unsaved.add(key);
            return theirs.seenFromElsewhere(now).keepingCountsOf(ours);
        });
    }

    /** Pins a state; committed when this completes. */
    public Mono<Circuit> force(CircuitKey key, ForcedState to, String reason, String actor) {
        return decide(key, database.force(key, to, reason, actor), new Signal.Forced(to, reason), actor);
    }

    /** Unpins and starts afresh; committed when this completes. */
    public Mono<Circuit> reset(CircuitKey key, String reason, String actor) {
        return decide(key, database.force(key, null, reason, actor), new Signal.Reset(reason), actor);
    }

    /** Changes the thresholds; committed when this completes. */
    public Mono<Circuit> configure(CircuitKey key, CircuitThresholds thresholds, String actor) {
        return decide(key, database.configure(key, thresholds), new Signal.Configured(thresholds), actor);
    }

    private Mono<Circuit> decide(CircuitKey key, Mono<CircuitConfig> commit, Signal signal, String actor) {
        return redis.find(key).doOnNext(theirs -> follow(key, theirs)).then(Mono.defer(() -> {
            Circuit before = get(key);
            return commit.flatMap(config -> takeEffect(key, before, signal, config.revision(), actor));
        }));
    }

    /** {@code before} is from before the commit: polling may have brought the change here already. */
    private Mono<Circuit> takeEffect(CircuitKey key, Circuit before, Signal signal, long revision, String actor) {
        var live = live(key);
        Instant now = clock.instant();
        Transition transition = CircuitMachine.step(before, signal, now).transition();
        Circuit after = live.update(ours ->
                CircuitMachine.step(ours, signal, now).next().following(before).at(revision));
        unsaved.add(key);
        if (transition == null) {
            return Mono.just(after);
        }
        return redis.claim(key, replica.name(), after)
                .doOnNext(claim -> ledger.record(
                        key, after, transition, claim instanceof RedisCircuits.Claim.Alone, actor, List.of(), now))
                .then(checkpoint().onErrorComplete())
                .thenReturn(after);
    }

    /** Adopts what was decided on other replicas, or before this one started. */
    @Override
    public Mono<Void> prepare(Catalog next) {
        return loadCheckpoints()
                .then(Mono.fromRunnable(() -> next.workspaces()
                        .forEach(workspace -> workspace
                                .circuitNames()
                                .forEach(provider -> adopt(
                                        new CircuitKey(workspace.id(), provider), workspace.circuit(provider))))));
    }

    private void adopt(CircuitKey key, CircuitConfig config) {
        Instant now = clock.instant();
        live(key).update(ours -> config.revision() <= ours.revision() ? ours : adopted(ours, config, now));
    }

    private static Circuit adopted(Circuit ours, CircuitConfig config, Instant now) {
        Circuit circuit = CircuitMachine.step(ours, new Signal.Configured(config.thresholds()), now)
                .next();
        Instant resetAt = config.resetAt();
        if (config.forced() != circuit.forced()) {
            Signal signal = config.forced() == null
                    ? new Signal.Reset("Reset on another replica.")
                    : new Signal.Forced(config.forced(), "Forced on another replica.");
            circuit = CircuitMachine.step(circuit, signal, now).next();
        } else if (config.forced() == null && resetAt != null && resetAt.isAfter(circuit.since())) {
            circuit = CircuitMachine.step(circuit, new Signal.Reset("Reset on another replica."), now)
                    .next();
        }
        return circuit.at(config.revision());
    }

    private Mono<Void> loadCheckpoints() {
        return Mono.defer(() -> checkpointsLoaded
                ? Mono.empty()
                : database.checkpoints()
                        .doOnNext(kept -> live(kept.key())
                                .update(ours -> ours.merge(kept.circuit()) == ours
                                        ? ours
                                        : kept.circuit().resumed()))
                        .then()
                        .doOnSuccess(done -> checkpointsLoaded = true)
                        .onErrorResume(away -> Mono.empty()));
    }

    private Mono<Void> checkpoint() {
        return Mono.defer(() -> {
            var keys = List.copyOf(unsaved);
            if (keys.isEmpty()) {
                return Mono.empty();
            }
            unsaved.removeAll(keys);
            return database.keep(keys.stream()
                            .map(key -> new Checkpoint(key, get(key)))
                            .toList())
                    .doOnError(away -> unsaved.addAll(keys));
        });
    }

    /** Catches up on announcements that were missed, and tells Redis what it has missed. */
    private Mono<Void> synchronise() {
        return Flux.fromIterable(circuits.entrySet())
                .filter(entry -> entry.getValue().get().version() > 0)
                .concatMap(entry -> redis.claim(
                                entry.getKey(), replica.name(), entry.getValue().get())
                        .doOnNext(claim -> {
                            if (claim instanceof RedisCircuits.Claim.Lost lost) {
                                follow(entry.getKey(), lost.instead());
                            }
                        }))
                .takeUntil(claim -> claim instanceof RedisCircuits.Claim.Alone)
                .then();
    }

    @Override
    public void start() {
        work.add(Flux.interval(CHECKPOINT_PERIOD)
                .onBackpressureDrop()
                .concatMap(tick -> checkpoint().onErrorComplete(), 1)
                .subscribe());
        work.add(Flux.interval(SYNC_PERIOD)
                .onBackpressureDrop()
                .concatMap(tick -> synchronise().onErrorComplete(), 1)
                .subscribe());
        work.add(redis.announcements()
                .filter(heard -> !heard.replica().equals(replica.name()))
                .doOnNext(heard -> follow(new CircuitKey(heard.workspaceId(), heard.provider()), heard.circuit()))
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
        checkpoint().onErrorComplete().doFinally(end -> stopped.run()).subscribe();
    }

    @Override
    public boolean isRunning() {
        return !work.isDisposed() && work.size() > 0;
    }
}
