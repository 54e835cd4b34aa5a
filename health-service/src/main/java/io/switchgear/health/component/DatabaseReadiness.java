package io.switchgear.health.component;

import java.time.Duration;

import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.probe.ReadinessCheck;

/** PostgreSQL answers: without it this service can neither write down nor tell anything. */
@Component
class DatabaseReadiness implements ReadinessCheck, SmartLifecycle {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** One that is slow once does not take this replica out. */
    private static final int PATIENCE = 3;

    private final DatabaseClient database;
    private final Duration timeout;
    private volatile int missed;
    private Disposable running = Disposables.disposed();

    DatabaseReadiness(DatabaseClient database, ComponentProperties properties) {
        this.database = database;
        this.timeout = properties.timeout();
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean ready() {
        return missed < PATIENCE;
    }

    @Override
    public void start() {
        running = Flux.interval(INTERVAL)
                .onBackpressureDrop()
                .concatMap(tick -> answers(), 1)
                .subscribe(answers -> missed = answers ? 0 : Math.min(PATIENCE, missed + 1));
    }

    private Mono<Boolean> answers() {
        return database.sql("select true")
                .fetch()
                .one()
                .hasElement()
                .timeout(timeout)
                .onErrorReturn(false);
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
