package io.switchgear.health.partition;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.database.SchemaMigration;
import io.switchgear.health.lease.Leases;

/**
 * Looks after partitions once the schema is there, and from then on at intervals. Every replica creates them; one at a time drops
 * what is past its retention. Each step can be repeated: what a killed replica left is done at the next look.
 */
@Component
class PartitionJob implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionJob.class);
    private static final int DAYS_AHEAD = 3;
    private static final String LEASE = "retention";

    private final SchemaMigration schema;
    private final Partitions partitions;
    private final DatabaseClient database;
    private final RetentionProperties retention;
    private final Leases leases;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    PartitionJob(
            SchemaMigration schema,
            Partitions partitions,
            DatabaseClient database,
            RetentionProperties retention,
            Leases leases,
            InstantSource clock) {
        this.schema = schema;
        this.partitions = partitions;
        this.database = database;
        this.retention = retention;
        this.leases = leases;
        this.clock = clock;
    }

    @Override
    public void start() {
        running.set(schema.migrated()
                .thenMany(Flux.interval(Duration.ZERO, retention.interval()).onBackpressureDrop())
                .concatMap(tick -> look(), 1)
                .subscribe());
    }

    private Mono<Void> look() {
        return partitions
                .createAhead(DAYS_AHEAD)
                .then(leases.take(LEASE))
                .filter(held -> held)
                .flatMap(held -> partitions
                        .dropOld()
                        .then(forgetMinutes())
                        .then(forgetReceipts())
                        .then(leases.release(LEASE)))
                .onErrorResume(failure -> {
                    LOG.warn("Partitions could not be looked after; trying again later: {}", failure.toString());
                    return Mono.empty();
                });
    }

    private Mono<Void> forgetMinutes() {
        return database.sql("delete from provider_operations where granularity = 'minute' and bucket_at < :before")
                .bind("before", clock.instant().minus(retention.minutes()))
                .then();
    }

    /** A router repeats a sample within minutes, if at all. */
    private Mono<Void> forgetReceipts() {
        return database.sql("delete from sample_receipts where received_at < now() - interval '24 hours'")
                .then()
                .then(database.sql("delete from sample_replicas where received_at < now() - interval '24 hours'")
                        .then());
    }

    @Override
    public void stop() {
        Disposable job = running.getAndSet(null);
        if (job != null) {
            job.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }
}
