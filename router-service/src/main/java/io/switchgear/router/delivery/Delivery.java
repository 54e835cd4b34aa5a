package io.switchgear.router.delivery;

import java.time.InstantSource;
import java.util.List;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import io.switchgear.router.background.Background;
import io.switchgear.router.spool.Spool;

/** Runs a pump for each receiver, and the sampler. */
@Component
class Delivery extends Background {

    private final DeliveryProperties properties;
    private final Sampler sampler;
    private final List<Pump> pumps;
    private final Scheduler disk = Schedulers.newSingle("delivery", true);
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
    protected void begin() {
        pumps.forEach(pump -> beside(pump.run(properties.period(), wakes.asFlux())));
        beside(sampler.run(properties.sampleInterval()));
    }

    /** Takes a last sample and tries to bring away what is there; the rest waits on disk. */
    @Override
    protected Mono<Void> finish() {
        sampler.sample(true);
        return Flux.fromIterable(pumps).flatMap(Pump::drain).then();
    }
}
