package io.switchgear.router.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.circuit.Samples;
import io.switchgear.router.breaker.Replica;
import io.switchgear.router.catalog.Catalog;
import io.switchgear.router.catalog.CatalogListener;
import io.switchgear.router.catalog.Catalogs;
import io.switchgear.router.spool.RecordType;
import io.switchgear.router.spool.Spool;
import io.switchgear.router.stats.TrafficSample;

/** Spools what this replica sees: every interval, and when the configuration changes. */
@Component
class Sampler implements CatalogListener {

    /** While nobody takes samples, one in this time has to do: an outage must not fill the disk. */
    private static final Duration SPARSE = Duration.ofSeconds(30);

    private final Catalogs catalogs;
    private final TrafficSample traffic;
    private final Spool spool;
    private final Replica replica;
    private final InstantSource clock;
    private final JsonMapper json;
    private final AtomicLong sequence = new AtomicLong();
    private final Sinks.Many<Boolean> changes = Sinks.many().multicast().directBestEffort();
    private @Nullable Instant last;

    Sampler(
            Catalogs catalogs,
            TrafficSample traffic,
            Spool spool,
            Replica replica,
            InstantSource clock,
            JsonMapper json) {
        this.catalogs = catalogs;
        this.traffic = traffic;
        this.spool = spool;
        this.replica = replica;
        this.clock = clock;
        this.json = json;
    }

    Disposable run(Duration interval) {
        return Flux.interval(interval)
                .onBackpressureDrop()
                .map(tick -> false)
                .mergeWith(changes.asFlux().delayElements(Duration.ofMillis(50)))
                .publishOn(Schedulers.single())
                .subscribe(this::sample);
    }

    @Override
    public Mono<Void> prepare(Catalog next) {
        return Mono.fromRunnable(() -> changes.tryEmitNext(true));
    }

    /** @param always even if somebody may have to wait for it a while */
    synchronized void sample(boolean always) {
        Catalog catalog = catalogs.find();
        if (catalog == null) {
            return;
        }
        Instant now = clock.instant();
        Instant since = last == null ? now.minusSeconds(2) : last;
        if (!always && spool.backlog() && Duration.between(since, now).compareTo(SPARSE) < 0) {
            return;
        }
        var providers = new ArrayList<Samples.ProviderSample>();
        var groups = new ArrayList<Samples.GroupSample>();
        catalog.workspaces().forEach(workspace -> {
            providers.addAll(traffic.providers(workspace));
            groups.addAll(traffic.groups(workspace, now));
        });
        last = now;
        spool.append(
                RecordType.SAMPLE,
                json.writeValueAsBytes(new Samples(
                        replica.name(),
                        sequence.incrementAndGet(),
                        now,
                        Math.max(1, Duration.between(since, now).toMillis()),
                        List.copyOf(providers),
                        List.copyOf(groups))));
    }
}
