package io.switchgear.health.partition;

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

/** Looks after partitions and receipts once the schema is there, and from then on at intervals. */
@Component
class PartitionJob implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionJob.class);
    private static final int DAYS_AHEAD = 3;

    private final SchemaMigration schema;
    private final Partitions partitions;
    private final DatabaseClient database;
    private final RetentionProperties retention;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    PartitionJob(
            SchemaMigration schema, Partitions partitions, DatabaseClient database, RetentionProperties retention) {
        this.schema = schema;
        this.partitions = partitions;
        this.database = database;
        this.retention = retention;
    }

    @Override
    public void start() {
        running.set(schema.migrated()
                .thenMany(Flux.interval(java.time.Duration.ZERO, retention.interval())
                        .onBackpressureDrop())
                .concatMap(tick -> look(), 1)
                .subscribe());
    }

    private Mono<Void> look() {
        return partitions.maintain(DAYS_AHEAD).then(forgetReceipts()).onErrorResume(failure -> {
            LOG.warn("Partitions could not be looked after; trying again later: {}", failure.toString());
            return Mono.empty();
        });
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
