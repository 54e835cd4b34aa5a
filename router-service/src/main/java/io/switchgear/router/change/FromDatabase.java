package io.switchgear.router.change;

import java.time.Duration;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.database.SchemaMigration;
import io.switchgear.common.probe.ReadinessCheck;
import io.switchgear.router.background.Background;

/** What a replica keeps in memory of what PostgreSQL knows: loaded before it is ready, unless PostgreSQL is away, and looked at again for ever. */
public abstract class FromDatabase extends Background implements ReadinessCheck {

    /** How long PostgreSQL may take at start before the replica makes do without it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final SchemaMigration migration;
    private final Duration poll;

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

    @Override
    protected void begin() {
        beside(migration
                .migrated()
                .then(Mono.defer(this::load))
                .timeout(PATIENCE)
                .onErrorResume(this::makeDo)
                .thenMany(Flux.interval(Duration.ZERO, poll).onBackpressureDrop())
                .concatMap(tick -> lookAgain(), 1)
                .subscribe());
    }

    @Override
    public String name() {
        return name;
    }
}
