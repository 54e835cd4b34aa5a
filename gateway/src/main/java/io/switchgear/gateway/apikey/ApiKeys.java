package io.switchgear.gateway.apikey;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.database.SchemaMigration;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.probe.ReadinessCheck;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.gateway.snapshot.Snapshots;

/**
 * Checks API keys from memory. The snapshot there is the one that was last known good on disk until the database has been read; it
 * is renewed when another replica announces a change, and every few seconds in case an announcement was lost.
 */
@Component
public class ApiKeys implements SmartLifecycle, ReadinessCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
    private static final String SNAPSHOT = "api-keys";
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration USE_PERIOD = Duration.ofSeconds(30);

    private final ApiKeyStore store;
    private final KeyChanges changes;
    private final Snapshots snapshots;
    private final SchemaMigration schema;
    private final InstantSource clock;
    private final Duration poll;
    private final AtomicReference<@Nullable KeySnapshot> current = new AtomicReference<>();
    private final Map<UUID, Instant> lastUse = new ConcurrentHashMap<>();
    private volatile boolean confirmed;
    private final Disposable.Composite running = Disposables.composite();
    private volatile boolean started;

    ApiKeys(
            ApiKeyStore store,
            KeyChanges changes,
            Snapshots snapshots,
            SchemaMigration schema,
            InstantSource clock,
            ApiKeyProperties properties) {
        this.store = store;
        this.changes = changes;
        this.snapshots = snapshots;
        this.schema = schema;
        this.clock = clock;
        this.poll = properties.poll();
    }

    public static boolean looksLikeKey(String credential) {
        return credential.startsWith(KeyText.PREFIX);
    }

    /**
     * Whom a key speaks for.
     *
     * @throws ProblemException 401 {@code key_invalid} or {@code key_expired}; 503 while it is not known which keys are good
     */
    public Caller authenticate(String key) {
        if (!KeyText.isWellFormed(key)) {
            throw invalid();
        }
        KeySnapshot known = current.get();
        if (known == null) {
            throw unavailable();
        }
        var entry = known.find(KeyText.hex(KeyText.hash(key)));
        if (entry == null) {
            // A key that is younger than the snapshot on disk is no wrong key.
            throw confirmed ? invalid() : unavailable();
        }
        Instant now = clock.instant();
        if (entry.isExpired(now)) {
            throw ProblemException.unauthorized("key_expired", "The API key has expired.");
        }
        lastUse.put(entry.id(), now);
        return entry.caller();
    }

    private static ProblemException invalid() {
        return ProblemException.unauthorized("key_invalid", "The API key is unknown or has been deleted.");
    }

    private static ProblemException unavailable() {
        return ProblemException.unavailable("keys_unavailable", "API keys cannot be checked yet.", RETRY);
    }

    /** Takes over what has just been changed, here and everywhere. */
    Mono<Void> changed() {
        return load().then(changes.announce());
    }

    @Override
    public String name() {
        return "api_keys";
    }

    @Override
    public boolean ready() {
        return current.get() != null;
    }

    @Override
    public void start() {
        started = true;
        running.add(Flux.concat(restore(), schema.migrated(), keepFresh()).subscribe());
        running.add(Flux.interval(USE_PERIOD)
                .onBackpressureDrop()
                .concatMap(tick -> noteUse(), 1)
                .subscribe());
    }

    private Mono<Void> restore() {
        return snapshots
                .read(SNAPSHOT, KeySnapshot.class)
                .doOnNext(stored -> {
                    current.compareAndSet(null, stored);
                    LOG.info(
                            "{} API keys from the snapshot on disk",
                            stored.keys().size());
                })
                .then();
    }

    private Flux<Void> keepFresh() {
        return Flux.merge(Flux.interval(Duration.ZERO, poll), changes.announced())
                .onBackpressureLatest()
                .concatMap(tick -> loadIfNewer(), 1);
    }

    private Mono<Void> loadIfNewer() {
        return Mono.defer(store::revision)
                .filter(revision -> !confirmed || revision != revisionHere())
                .flatMap(revision -> load())
                .onErrorResume(error -> {
                    LOG.warn("The API keys cannot be read: {}", error.toString());
                    return current.get() == null ? Mono.delay(RETRY).then() : Mono.empty();
                });
    }

    private long revisionHere() {
        KeySnapshot known = current.get();
        return known == null ? -1 : known.revision();
    }

    private Mono<Void> load() {
        return Mono.defer(store::snapshot).flatMap(this::adopt);
    }

    /** Reads may overtake each other: the newest revision stays. */
    private Mono<Void> adopt(KeySnapshot fresh) {
        var before = current.getAndUpdate(
                known -> known == null || !confirmed || fresh.revision() >= known.revision() ? fresh : known);
        confirmed = true;
        return fresh.equals(before) ? Mono.empty() : snapshots.write(SNAPSHOT, fresh);
    }

    private Mono<Void> noteUse() {
        return Mono.defer(() -> {
            var batch = Map.copyOf(lastUse);
            batch.forEach(lastUse::remove);
            return batch.isEmpty()
                    ? Mono.empty()
                    : store.used(batch).onErrorResume(error -> {
                        LOG.debug("The last use of {} API keys was not noted", batch.size(), error);
                        return Mono.empty();
                    });
        });
    }

    @Override
    public void stop() {
        started = false;
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}
