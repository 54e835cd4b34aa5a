package io.switchgear.router.breaker;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.ForcedState;
import io.switchgear.router.catalog.Catalog;
import io.switchgear.router.catalog.CatalogListener;
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
public class Circuits implements CatalogListener {

    private static final Logger LOG = LoggerFactory.getLogger(Circuits.class);

    private final R2dbcCircuits database;
    private final RedisCircuits redis;
    private final Ledger ledger;
    private final Replica replica;
    private final InstantSource clock;
    private final LiveCircuits circuits;
    private final Checkpoints checkpoints;

    Circuits(
            R2dbcCircuits database,
            RedisCircuits redis,
            Ledger ledger,
            Replica replica,
            InstantSource clock,
            LiveCircuits circuits,
            Checkpoints checkpoints) {
        this.database = database;
        this.redis = redis;
        this.ledger = ledger;
        this.replica = replica;
        this.clock = clock;
        this.circuits = circuits;
        this.checkpoints = checkpoints;
    }

    /** The circuit now. */
    public Circuit get(CircuitKey key) {
        return circuits.of(key).get();
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
        circuits.of(key).update(refusing -> refusing.admits(now) ? refusing : refusing.rejecting());
        circuits.changed(key);
        return false;
    }

    /** Asks to let a call through; whoever is let through must {@link #report}. */
    public Admission ask(CircuitKey key) {
        var live = circuits.of(key);
        Circuit seen = live.get();
        if (seen.state() == CircuitState.CLOSED) {
            return new Admission(true, seen.era(), seen.state(), null);
        }
        var moved = live.apply(new Signal.Asked(), clock.instant());
        Circuit after = moved.step().next();
        if (moved.step().transition() != null) {
            settle(key, live, moved, live.failedTraces()).subscribe();
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
        var live = circuits.of(key);
        if (ended instanceof Signal.Failed) {
            live.failed(traceId);
        }
        var moved = live.apply(ended, clock.instant());
        circuits.changed(key);
        // What tips a circuit by going well is that one call.
        var causes = ended instanceof Signal.Succeeded ? List.of(traceId) : live.failedTraces();
        return moved.step().transition() == null ? Mono.empty() : settle(key, live, moved, causes);
    }

    private Mono<Void> settle(CircuitKey key, LiveCircuit live, LiveCircuit.Moved moved, List<String> causes) {
        Transition transition = moved.step().transition();
        if (transition == null) {
            return Mono.empty();
        }
        circuits.changed(key);
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
                            ledger.record(key, after, transition, false, null, causes, at);
                        case RedisCircuits.Claim.Alone alone ->
                            ledger.record(key, after, transition, true, null, causes, at);
                        case RedisCircuits.Claim.Lost lost -> circuits.follow(key, lost.instead());
                    }
                })
                .then();
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
        return redis.find(key).doOnNext(theirs -> circuits.follow(key, theirs)).then(Mono.defer(() -> {
            Circuit before = get(key);
            return commit.flatMap(config -> takeEffect(key, before, signal, config.revision(), actor));
        }));
    }

    /** {@code before} is from before the commit: polling may have brought the change here already. */
    private Mono<Circuit> takeEffect(CircuitKey key, Circuit before, Signal signal, long revision, String actor) {
        var live = circuits.of(key);
        Instant now = clock.instant();
        Transition transition = CircuitMachine.step(before, signal, now).transition();
        Circuit after = live.update(ours ->
                CircuitMachine.step(ours, signal, now).next().following(before).at(revision));
        circuits.changed(key);
        if (transition == null) {
            return Mono.just(after);
        }
        return redis.claim(key, replica.name(), after)
                .doOnNext(claim -> ledger.record(
                        key, after, transition, claim instanceof RedisCircuits.Claim.Alone, actor, List.of(), now))
                .then(checkpoints.save().onErrorComplete())
                .thenReturn(after);
    }

    /** Adopts what was decided on other replicas, or before this one started. */
    @Override
    public Mono<Void> prepare(Catalog next) {
        return checkpoints
                .load()
                .then(Mono.fromRunnable(() -> next.workspaces()
                        .forEach(workspace -> workspace
                                .circuitNames()
                                .forEach(provider -> adopt(
                                        new CircuitKey(workspace.id(), provider), workspace.circuit(provider))))));
    }

    private void adopt(CircuitKey key, CircuitConfig config) {
        Instant now = clock.instant();
        circuits.of(key).update(ours -> config.revision() <= ours.revision() ? ours : adopted(ours, config, now));
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
}
