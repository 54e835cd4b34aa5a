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
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.database.SchemaMigration;
import io.switchgear.common.limit.BudgetPeriod;
import io.switchgear.router.breaker.Replica;
import io.switchgear.router.change.FromDatabase;

/** Keeps what is spent of budgets, and knows what others, also those that are no more, have spent. */
@Component
class Budgets extends FromDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration RETENTION = Duration.ofDays(62);

    private final R2dbcBudgets database;
    private final Replica replica;
    private final InstantSource clock;
    private final Map<Place, Long> kept = new ConcurrentHashMap<>();
    private volatile Map<Place, Long> elsewhere = Map.of();
    private volatile boolean ready;

    private record Place(QuotaKey key, Window window) {}

    Budgets(R2dbcBudgets database, Replica replica, SchemaMigration migration, InstantSource clock) {
        super("budgets", migration, POLL);
        this.database = database;
        this.replica = replica;
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

    @Override
    protected Mono<Void> load() {
        return read().doOnSuccess(done -> ready = true);
    }

    /** Calls are let through by what Redis knows. */
    @Override
    protected Mono<Void> makeDo(Throwable away) {
        LOG.warn("What is spent of budgets cannot be read yet: {}", away.toString());
        ready = true;
        return Mono.empty();
    }

    @Override
    protected Mono<Void> lookAgain() {
        return read().onErrorComplete();
    }

    private Mono<Void> read() {
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
    protected void begin() {
        super.begin();
        every(Duration.ofHours(1), hour -> database.forget(clock.instant().minus(RETENTION)));
    }

    @Override
    public boolean ready() {
        return ready;
    }
}
