package io.switchgear.router.change;

import java.time.Duration;

import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.database.SchemaMigration;
import io.switchgear.common.probe.ReadinessCheck;

/** What a replica keeps in memory of what PostgreSQL knows: loaded before it is ready, unless PostgreSQL is away, and looked at again for ever. */
public abstract class FromDatabase implements SmartLifecycle, ReadinessCheck {

    /** How long PostgreSQL may take at start before the replica makes do without it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final SchemaMigration migration;
    private final Duration poll;
    private final Disposable.Composite work = Disposables.composite();

    /**
     * Loads nothing yet.
     *
     * @param name for {@link ReadinessCheck}
     * @param poll between two looks
     */
    protected FromDatabase(String name, SchemaMigration migration, Duration poll) {
        this.name = name;
        this.migration = migration;
        this.poll = poll;
    }

    /** For the first time, in its schema. */
    protected abstract Mono<Void> load();

    /** There is no answer in time; {@link #lookAgain} follows all the same. */
    protected abstract Mono<Void> makeDo(Throwable away);

    /** From time to time; never fails. */
    protected abstract Mono<Void> lookAgain();

    /** Runs until this stops, too. */
    protected final void beside(Disposable more) {
        work.add(more);
    }

    @Override
    public void start() {
        work.add(migration
                .migrated()
                .then(Mono.defer(this::load))
                .timeout(PATIENCE)
                .onErrorResume(this::makeDo)
                .thenMany(Flux.interval(Duration.ZERO, poll).onBackpressureDrop())
                .concatMap(tick -> lookAgain(), 1)
                .subscribe());
    }

    @Override
    public void stop() {
        work.dispose();
    }

    @Override
    public boolean isRunning() {
        return !work.isDisposed() && work.size() > 0;
    }

    @Override
    public String name() {
        return name;
    }
}
