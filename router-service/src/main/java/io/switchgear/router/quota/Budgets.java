package io.switchgear.router.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.database.SchemaMigration;
import io.switchgear.common.limit.BudgetPeriod;
import io.switchgear.common.probe.ReadinessCheck;
import io.switchgear.router.breaker.Replica;

/** Keeps what is spent of budgets, and knows what others, also those that are no more, have spent. */
@Component
class Budgets implements SmartLifecycle, ReadinessCheck {

    private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);

    /** How long PostgreSQL may take at start before calls are let through by what Redis knows. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration RETENTION = Duration.ofDays(62);

    private final R2dbcBudgets database;
    private final Replica replica;
    private final SchemaMigration migration;
    private final InstantSource clock;
    private final Map<Place, Long> kept = new ConcurrentHashMap<>();
    private final Disposable.Composite work = Disposables.composite();
    private volatile Map<Place, Long> elsewhere = Map.of();
    private volatile boolean ready;

    private record Place(QuotaKey key, Window window) {}

    Budgets(R2dbcBudgets database, Replica replica, SchemaMigration migration, InstantSource clock) {
        this.database = database;
        this.replica = replica;
        this.migration = migration;
        this.clock = clock;
    }

    /** 10⁻⁹ USD that other replicas have spent at least. */
    long spentElsewhere(QuotaKey key, Window window) {
        return elsewhere.getOrDefault(new Place(key, window), 0L);
    }

    /** Writes what has changed since it was written last. */
    Mono<Void> keep(List<Counter> counters) {
        return Mono.defer(() -> {
            var changed = counters.stream()
                    .map(counter -> new Spent(
                            counter.key(),
                            counter.share().window(),
                            counter.share().used()))
                    .filter(spent -> spent.nanoUsd() > kept.getOrDefault(place(spent), 0L))
                    .toList();
            return changed.isEmpty()
                    ? Mono.empty()
                    : database.keep(replica.name(), changed)
                            .doOnSuccess(done -> changed.forEach(spent -> kept.put(place(spent), spent.nanoUsd())));
        });
    }

    private static Place place(Spent spent) {
        return new Place(spent.key(), spent.window());
    }

    private Mono<Void> load() {
        Instant now = clock.instant();
        return database.spentByOthers(replica.name(), BudgetPeriod.MONTH.start(now))
                .collect(HashMap<Place, Long>::new, (all, spent) -> all.put(place(spent), spent.nanoUsd()))
                .doOnNext(all -> {
                    elsewhere = Map.copyOf(all);
                    kept.keySet().removeIf(place -> place.window().end().isBefore(now));
                })
                .then();
    }

    @Override
    public void start() {
        work.add(migration
                .migrated()
                .then(load())
                .timeout(PATIENCE)
                .onErrorResume(away -> {
                    LOG.warn("What is spent of budgets cannot be read yet: {}", away.toString());
                    return Mono.empty();
                })
                .doOnTerminate(() -> ready = true)
                .thenMany(Flux.interval(POLL).onBackpressureDrop())
                .concatMap(tick -> load().onErrorComplete(), 1)
                .subscribe());
        work.add(Flux.interval(POLL, Duration.ofHours(1))
                .onBackpressureDrop()
                .concatMap(
                        tick -> database.forget(clock.instant().minus(RETENTION))
                                .onErrorComplete(),
                        1)
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
        return "budgets";
    }

    @Override
    public boolean ready() {
        return ready;
    }
}
