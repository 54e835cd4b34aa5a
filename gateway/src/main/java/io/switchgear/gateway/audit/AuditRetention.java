package io.switchgear.gateway.audit;

import java.time.Duration;
import java.time.InstantSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.database.SchemaMigration;

/** Deletes entries past their retention, every hour, a few at a time. */
@Component
class AuditRetention implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int BATCH = 5_000;

    private final AuditStore store;
    private final SchemaMigration schema;
    private final InstantSource clock;
    private final Duration retention;
    private Disposable sweeping = Disposables.disposed();

    AuditRetention(AuditStore store, SchemaMigration schema, InstantSource clock, AuditProperties properties) {
        this.store = store;
        this.schema = schema;
        this.clock = clock;
        this.retention = properties.retention();
    }

    @Override
    public void start() {
        sweeping = schema.migrated()
                .thenMany(Flux.interval(Duration.ofMinutes(1), PERIOD).onBackpressureDrop())
                .concatMap(tick -> sweep(), 1)
                .subscribe();
    }

    private Mono<Void> sweep() {
        return Mono.defer(() -> store.forgetBefore(clock.instant().minus(retention), BATCH))
                .repeat()
                .takeUntil(found -> found < BATCH)
                .then()
                .onErrorResume(error -> {
                    LOG.warn("Old audit entries were not deleted: {}", error.toString());
                    return Mono.empty();
                });
    }

    @Override
    public void stop() {
        sweeping.dispose();
    }

    @Override
    public boolean isRunning() {
        return !sweeping.isDisposed();
    }
}
