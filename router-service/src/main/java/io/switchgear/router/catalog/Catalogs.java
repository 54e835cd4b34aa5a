package io.switchgear.router.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import io.switchgear.common.database.SchemaMigration;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.redis.Redis;
import io.switchgear.router.change.ChangeListener;
import io.switchgear.router.change.FromDatabase;
import io.switchgear.router.change.RoutingChanges;
import io.switchgear.router.circuit.R2dbcCircuits;
import io.switchgear.router.limit.R2dbcLimits;
import io.switchgear.router.pool.R2dbcPools;
import io.switchgear.router.price.R2dbcOverrides;
import io.switchgear.router.provider.R2dbcProviders;

/**
 * The current catalog. Loaded from PostgreSQL at start, or from the last one on disk when PostgreSQL is away; refreshed when Redis
 * announces a change, and by polling.
 */
@Component
public class Catalogs extends FromDatabase implements ChangeListener {

    private static final Logger LOG = LoggerFactory.getLogger(Catalogs.class);

    private static final String FINGERPRINT = """
        select concat_ws('/',
            (select concat_ws(':', count(*), sum(revision), max(updated_at)) from provider),
            (select concat_ws(':', count(*), sum(revision), max(updated_at)) from pool),
            (select concat_ws(':', count(*), sum(revision), max(updated_at)) from circuit_breaker_config),
            (select concat_ws(':', count(*), max(created_at)) from price_book),
            (select concat_ws(':', count(*), sum(revision), max(updated_at)) from workspace_limit))\
        """;

    private final DatabaseClient database;
    private final R2dbcProviders providers;
    private final R2dbcPools pools;
    private final R2dbcOverrides overrides;
    private final R2dbcLimits limits;
    private final WorkspaceSettings settings;
    private final R2dbcCircuits circuits;
    private final Redis redis;
    private final SealedCatalogFile file;
    private final ObjectProvider<CatalogListener> listeners;
    private final AtomicLong loads = new AtomicLong();
    private volatile @Nullable Catalog current;
    private long applied;

    Catalogs(
            DatabaseClient database,
            R2dbcProviders providers,
            R2dbcPools pools,
            R2dbcOverrides overrides,
            R2dbcLimits limits,
            WorkspaceSettings settings,
            R2dbcCircuits circuits,
            SchemaMigration migration,
            Redis redis,
            SealedCatalogFile file,
            CatalogProperties properties,
            ObjectProvider<CatalogListener> listeners) {
        super("catalog", migration, properties.poll());
        this.database = database;
        this.providers = providers;
        this.pools = pools;
        this.overrides = overrides;
        this.limits = limits;
        this.settings = settings;
        this.circuits = circuits;
        this.redis = redis;
        this.file = file;
        this.listeners = listeners;
    }

    /** @throws ProblemException 503 as long as there is none */
    public Catalog current() {
        Catalog catalog = current;
        if (catalog == null) {
            throw ProblemException.unavailable(
                    "catalog_unavailable", "The routing configuration is not loaded yet.", Duration.ofSeconds(1));
        }
        return catalog;
    }

    /** Null as long as there is none. */
    public @Nullable Catalog find() {
        return current;
    }

    @Override
    public Mono<Void> changed() {
        return refresh();
    }

    /** Loads the tables and lets them take effect. */
    public Mono<Void> refresh() {
        return Mono.defer(() -> {
            long load = loads.incrementAndGet();
            return rows().flatMap(rows -> apply(load, rows));
        });
    }

    private Mono<Catalog.Rows> rows() {
        // The fingerprint first: what changes meanwhile is loaded again.
        return fingerprint()
                .flatMap(fingerprint -> Mono.zip(
                                loaded -> loaded,
                                providers.all().collectList(),
                                pools.all().collectList(),
                                circuits.configs().collectList(),
                                overrides.all().collectList(),
                                limits.all().collectList())
                        .map(loaded -> rows(fingerprint, loaded)));
    }

    @SuppressWarnings("unchecked") // The lists that were zipped.
    private static Catalog.Rows rows(String fingerprint, Object[] loaded) {
        return new Catalog.Rows(
                fingerprint,
                (List<io.switchgear.router.provider.Provider>) loaded[0],
                (List<io.switchgear.router.pool.Pool>) loaded[1],
                (List<io.switchgear.router.circuit.CircuitConfig>) loaded[2],
                (List<io.switchgear.router.price.Overrides>) loaded[3],
                (List<io.switchgear.router.limit.WorkspaceLimits>) loaded[4]);
    }

    private Mono<String> fingerprint() {
        return database.sql(FINGERPRINT)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .one();
    }

    private Mono<Void> apply(long load, Catalog.Rows rows) {
        var next = new Catalog(rows);
        return Flux.fromStream(listeners::orderedStream)
                .concatMap(listener -> listener.prepare(next))
                .then(Mono.fromRunnable(() -> {
                    if (become(load, next)) {
                        file.write(rows).subscribe();
                    }
                }));
    }

    /** A load that began earlier than the current catalog's is out of date. */
    private synchronized boolean become(long load, Catalog next) {
        if (load < applied) {
            return false;
        }
        applied = load;
        current = next;
        settings.follow(next);
        return true;
    }

    @Override
    protected void begin() {
        super.begin();
        beside(redis.messages(RoutingChanges.CHANNEL)
                .concatMap(message -> refresh().onErrorComplete())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(2)))
                .subscribe());
    }

    @Override
    protected Mono<Void> load() {
        return refresh();
    }

    @Override
    protected Mono<Void> makeDo(Throwable away) {
        LOG.warn("PostgreSQL is away ({}); the last catalog on disk has to do.", away.toString());
        return file.read().flatMap(rows -> apply(0, rows.as("")));
    }

    @Override
    protected Mono<Void> lookAgain() {
        return Mono.defer(() -> {
                    Catalog catalog = current;
                    return catalog == null
                            ? refresh()
                            : fingerprint()
                                    .filter(now -> !now.equals(catalog.rows().fingerprint()))
                                    .flatMap(changed -> refresh());
                })
                .onErrorResume(away -> Mono.empty());
    }

    @Override
    public boolean ready() {
        return current != null;
    }
}
