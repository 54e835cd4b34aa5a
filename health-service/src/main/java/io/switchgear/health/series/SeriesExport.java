package io.switchgear.health.series;

import java.time.InstantSource;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.database.SchemaMigration;
import io.switchgear.common.siblings.Service;
import io.switchgear.common.siblings.Siblings;
import io.switchgear.health.lease.Leases;

/** Sends series to query-service, one replica at a time. Points of a time when it is away are left out: they tell states only. */
@Component
class SeriesExport implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SeriesExport.class);
    private static final String LEASE = "series";
    private static final int BATCH = 5_000;

    private final SchemaMigration schema;
    private final Observations observations;
    private final Siblings siblings;
    private final Leases leases;
    private final SeriesProperties properties;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private Disposable running = Disposables.disposed();

    SeriesExport(
            SchemaMigration schema,
            Observations observations,
            Siblings siblings,
            Leases leases,
            SeriesProperties properties,
            MeterRegistry meters,
            InstantSource clock) {
        this.schema = schema;
        this.observations = observations;
        this.siblings = siblings;
        this.leases = leases;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = properties.enabled()
                ? schema.migrated()
                        .thenMany(Flux.interval(properties.interval()).onBackpressureDrop())
                        .concatMap(tick -> export(), 1)
                        .subscribe()
                : Disposables.disposed();
    }

    private Mono<Void> export() {
        return leases.take(LEASE)
                .filter(held -> held)
                .flatMapMany(held -> observations.now())
                .buffer(BATCH)
                .concatMap(this::send)
                .then()
                .onErrorResume(failure -> {
                    meters.counter("switchgear.series.failures").increment();
                    LOG.debug("Series were not delivered: {}", failure.toString());
                    return Mono.empty();
                });
    }

    private Mono<Void> send(List<Point> points) {
        return siblings.client(Service.QUERY)
                .post()
                .uri("/v1/metrics")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(OtlpMetrics.of(points, clock.instant()))
                .retrieve()
                .toBodilessEntity()
                .doOnSuccess(done -> meters.counter("switchgear.series.points").increment(points.size()))
                .then();
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
