package io.switchgear.router.delivery;

import java.time.InstantSource;
import java.util.List;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import io.switchgear.router.spool.Spool;

/** Runs a pump for each receiver, and the sampler. */
@Component
class Delivery implements SmartLifecycle {

    private final DeliveryProperties properties;
    private final Sampler sampler;
    private final List<Pump> pumps;
    private final Scheduler disk = Schedulers.newSingle("delivery", true);
    private final Disposable.Composite work = Disposables.composite();
    private final Sinks.Many<Boolean> wakes = Sinks.many().multicast().directBestEffort();

    Delivery(
            DeliveryProperties properties,
            Spool spool,
            List<Receiver> receivers,
            Sampler sampler,
            InstantSource clock,
            MeterRegistry meters) {
        this.properties = properties;
        this.sampler = sampler;
        // One that is lost to another at the same moment costs the period.
        spool.onUrgent(() -> wakes.tryEmitNext(true));
        this.pumps = receivers.stream()
                .map(receiver -> {
                    var pump = new Pump(
                            spool.reader(receiver.name(), receiver.wanted()),
                            receiver,
                            properties.maxBackoff(),
                            clock,
                            disk);
                    FunctionCounter.builder("switchgear.spool.refused", pump, Pump::refused)
                            .tag("receiver", receiver.name())
                            .register(meters);
                    return pump;
                })
                .toList();
    }

    @Override
    public void start() {
        pumps.forEach(pump -> work.add(pump.run(properties.period(), wakes.asFlux())));
        work.add(sampler.run(properties.sampleInterval()));
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException("Stopped with a callback.");
    }

    /** Takes a last sample and tries to bring away what is there; the rest waits on disk. */
    @Override
    public void stop(Runnable stopped) {
        work.dispose();
        sampler.sample(true);
        Flux.fromIterable(pumps)
                .flatMap(Pump::drain)
                .then()
                .timeout(java.time.Duration.ofSeconds(3))
                .onErrorComplete()
                .doFinally(end -> stopped.run())
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return !work.isDisposed() && work.size() > 0;
    }
}
