package io.switchgear.action.execution;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.switchgear.action.lifecycle.Action;
import io.switchgear.action.lifecycle.ActionLog;
import io.switchgear.action.lifecycle.ActionState;
import io.switchgear.common.audit.AuditEvent;
import io.switchgear.common.audit.AuditTrail;
import io.switchgear.common.database.SchemaMigration;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.CallerKind;

/**
 * Takes up whatever action is due and carries it one step further, a few at once. An action is leased for one step only: when
 * this process dies, another replica, or this one after its restart, goes on from the last committed step.
 */
@Component
public final class Executor implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Executor.class);

    private final ActionLog log;
    private final Execution execution;
    private final ExecutionProperties properties;
    private final SchemaMigration schema;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Sinks.Many<Boolean> nudges = Sinks.many().multicast().directBestEffort();
    private volatile boolean running;
    private Disposable work = Disposables.disposed();
    private Sinks.Empty<Void> drained = Sinks.empty();

    Executor(
            ActionLog log,
            Execution execution,
            ExecutionProperties properties,
            SchemaMigration schema,
            AuditTrail audit,
            InstantSource clock) {
        this.log = log;
        this.execution = execution;
        this.properties = properties;
        this.schema = schema;
        this.audit = audit;
        this.clock = clock;
    }

    /** Looks for due actions now rather than at the next poll. */
    public void nudge() {
        nudges.tryEmitNext(true);
    }

    @Override
    public void start() {
        running = true;
        Sinks.Empty<Void> done = Sinks.empty();
        drained = done;
        var workers = Flux.range(0, properties.workers()).flatMap(number -> worker(), properties.workers());
        work = schema.migrated()
                .thenMany(Flux.merge(workers, retention()))
                .doFinally(end -> done.tryEmitEmpty())
                .subscribe();
    }

    private Mono<Void> worker() {
        return Mono.defer(this::step)
                .onErrorResume(this::afterFailure)
                .flatMap(worked -> worked || !running ? Mono.<Void>empty() : pause())
                .repeat(() -> running)
                .then();
    }

    private Mono<Void> pause() {
        return Mono.firstWithSignal(
                        Mono.delay(properties.poll()), nudges.asFlux().next())
                .then();
    }

    private Mono<Boolean> afterFailure(Throwable error) {
        LOG.warn("A step failed and is repeated when its lease ends: {}", error.toString());
        return Mono.just(false);
    }

    private Mono<Boolean> step() {
        return log.claim(properties.lease())
                .flatMap(action -> carry(action).thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Void> carry(Action action) {
        return execution.next(action).timeout(properties.lease()).flatMap(step -> switch (step) {
            case Step.Wait wait -> log.postpone(action, properties.recheck());
            case Step.To to -> commit(action, to.next());
        });
    }

    private Mono<Void> commit(Action from, Action next) {
        Duration due = next.status() == from.status() ? properties.recheck() : Duration.ZERO;
        return log.save(next, due).doOnNext(this::tell).then();
    }

    private void tell(Action saved) {
        if (!saved.status().isFinished()) {
            return;
        }
        LOG.info(
                "{} of {} {}: {}",
                saved.type().wire(),
                saved.target().workload(),
                saved.status().wire(),
                saved.detail());
        audit.record(
                requester(saved),
                "action.finish",
                saved.actionId().toString(),
                saved.status() == ActionState.SUCCEEDED
                        ? AuditEvent.SUCCESS
                        : saved.status().wire(),
                Map.of(
                        "type", saved.type().wire(),
                        "target", saved.target().workload().toString(),
                        "detail", String.valueOf(saved.detail())));
    }

    /** The person who asked: the outcome is theirs, although nobody calls at this moment. */
    private static Caller requester(Action action) {
        var user = action.requestedById();
        return user == null
                ? Caller.service("action-engine").in(action.workspaceId())
                : new Caller(
                        "action-engine",
                        CallerKind.USER,
                        user.toString(),
                        action.workspaceId(),
                        null,
                        Set.of(),
                        action.requestedBy());
    }

    private Mono<Void> retention() {
        return Flux.interval(Duration.ofSeconds(10), Duration.ofHours(1))
                .onBackpressureDrop()
                .concatMap(tick -> log.forget(clock.instant().minus(properties.retention()))
                        .doOnError(error -> LOG.warn("Old actions were not removed: {}", error.toString()))
                        .onErrorComplete())
                .takeUntilOther(stopping())
                .then();
    }

    private Mono<Boolean> stopping() {
        return nudges.asFlux().filter(nudge -> !running).next();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Lets the steps that are under way end; what does not end in time is gone on with elsewhere. */
    @Override
    public void stop(Runnable callback) {
        running = false;
        nudge();
        drained.asMono()
                .timeout(properties.drain())
                .onErrorComplete()
                .doFinally(end -> {
                    work.dispose();
                    callback.run();
                })
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
