package io.switchgear.health.balancer;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.database.SchemaMigration;
import io.switchgear.health.partition.RetentionProperties;

/** Adds load-balancer metrics up, at the same intervals as partitions are looked after. */
@Component
class RollupJob implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RollupJob.class);

    private final SchemaMigration schema;
    private final Rollups rollups;
    private final RetentionProperties retention;
    private Disposable running = Disposables.disposed();

    RollupJob(SchemaMigration schema, Rollups rollups, RetentionProperties retention) {
        this.schema = schema;
        this.rollups = rollups;
        this.retention = retention;
    }

    @Override
    public void start() {
        running = schema.migrated()
                .thenMany(Flux.interval(Duration.ZERO, retention.interval()).onBackpressureDrop())
                .concatMap(tick -> run(), 1)
                .subscribe();
    }

    private Mono<Void> run() {
        return rollups.run().onErrorResume(failure -> {
            LOG.warn("Load-balancer metrics could not be added up; trying again later: {}", failure.toString());
            return Mono.empty();
        });
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
