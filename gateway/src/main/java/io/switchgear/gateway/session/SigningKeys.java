package io.switchgear.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

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
import io.switchgear.common.probe.ReadinessCheck;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.gateway.snapshot.Snapshots;

/** The signing keys in memory: from the snapshot first, then from the database, looked after once a minute. */
@Component
class SigningKeys implements AccessTokens.Keys, SmartLifecycle, ReadinessCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final String SNAPSHOT = "signing-keys";
    private static final Duration PERIOD = SigningKeySet.SPREAD.dividedBy(2);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final SigningKeyStore store;
    private final Snapshots snapshots;
    private final SchemaMigration schema;
    private final InstantSource clock;
    private final Duration rotation;
    private volatile @Nullable SigningKeySet keys;
    private Disposable refreshing = Disposables.disposed();

    SigningKeys(
            SigningKeyStore store,
            Snapshots snapshots,
            SchemaMigration schema,
            InstantSource clock,
            SessionProperties properties) {
        this.store = store;
        this.snapshots = snapshots;
        this.schema = schema;
        this.clock = clock;
        this.rotation = properties.signingKeyRotation();
    }

    @Override
    public SigningKeySet current() {
        SigningKeySet known = keys;
        if (known == null) {
            throw ProblemException.unavailable("sessions_unavailable", "Sessions cannot be checked yet.", RETRY);
        }
        return known;
    }

    @Override
    public String name() {
        return "signing_keys";
    }

    @Override
    public boolean ready() {
        return keys != null;
    }

    @Override
    public void start() {
        refreshing = Flux.concat(restore(), schema.migrated(), refreshForEver()).subscribe();
    }

    private Mono<Void> restore() {
        return snapshots
                .read(SNAPSHOT, Stored.class)
                .doOnNext(stored -> keys = stored.decode())
                .then();
    }

    private Flux<Void> refreshForEver() {
        return Flux.interval(Duration.ZERO, PERIOD).onBackpressureDrop().concatMap(tick -> refresh(), 1);
    }

    private Mono<Void> refresh() {
        return Mono.defer(() -> store.rotate(clock.instant(), rotation))
                .flatMap(this::adopt)
                .onErrorResume(error -> {
                    LOG.warn("The signing keys cannot be read: {}", error.toString());
                    return keys == null ? Mono.delay(RETRY).then(refresh()) : Mono.empty();
                });
    }

    private Mono<Void> adopt(SigningKeySet fresh) {
        boolean changed = !fresh.equals(keys);
        keys = fresh;
        return changed ? snapshots.write(SNAPSHOT, Stored.of(fresh)) : Mono.empty();
    }

    @Override
    public void stop() {
        refreshing.dispose();
    }

    @Override
    public boolean isRunning() {
        return !refreshing.isDisposed();
    }

    /** The set as it is kept on disk. */
    record Stored(List<StoredKey> keys) {

        static Stored of(SigningKeySet set) {
            var encoder = Base64.getEncoder();
            return new Stored(set.keys().stream()
                    .map(key -> new StoredKey(
                            key.id(),
                            encoder.encodeToString(key.privateKey().getEncoded()),
                            encoder.encodeToString(key.publicKey().getEncoded()),
                            key.createdAt()))
                    .toList());
        }

        SigningKeySet decode() {
            var decoder = Base64.getDecoder();
            return new SigningKeySet(keys.stream()
                    .map(key -> SigningKey.decode(
                            key.id(),
                            decoder.decode(key.privateKey()),
                            decoder.decode(key.publicKey()),
                            key.createdAt()))
                    .toList());
        }
    }

    record StoredKey(String id, String privateKey, String publicKey, Instant createdAt) {}
}
