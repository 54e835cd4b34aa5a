package io.switchgear.router.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.switchgear.router.spool.RecordType;
import io.switchgear.router.spool.SpoolReader;
import io.switchgear.router.spool.SpoolRecord;

/** Empties the spool for one receiver, batch by batch; after a failure it waits longer each time and tries the same batch again. */
final class Pump {

    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);
    private static final int BATCH = 512;
    private static final int BATCH_BYTES = 2 << 20;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final SpoolReader reader;
    private final Receiver receiver;
    private final Duration maxBackoff;
    private final InstantSource clock;
    private final Scheduler disk;
    private Duration pause = Duration.ZERO;
    private Instant notBefore = Instant.EPOCH;
    private volatile long refused;

    Pump(SpoolReader reader, Receiver receiver, Duration maxBackoff, InstantSource clock, Scheduler disk) {
        this.reader = reader;
        this.receiver = receiver;
        this.maxBackoff = maxBackoff;
        this.clock = clock;
        this.disk = disk;
    }

    /**
     * Looks at the spool at intervals, and whenever it is woken.
     *
     * @param wakes heard only if this receiver wants records that are urgent
     */
    Disposable run(Duration period, Flux<Boolean> wakes) {
        boolean woken = receiver.wanted().stream().anyMatch(RecordType::urgent);
        return Flux.merge(
                        Flux.interval(period, disk).map(tick -> true),
                        woken ? wakes.publishOn(disk) : Flux.<Boolean>never())
                // What came while a look was about to end is worth another one.
                .onBackpressureLatest()
                .concatMap(look -> drain(), 1)
                .subscribe();
    }

    /** Everything that is there; nothing while it waits after a failure. */
    Mono<Void> drain() {
        return Mono.defer(() -> clock.instant().isBefore(notBefore)
                ? Mono.empty()
                : batch().expand(batch -> batch()).then().onErrorResume(this::backOff));
    }

    /** The next batch, delivered and acknowledged; empty when there is nothing left. */
    private Mono<SpoolReader.Batch> batch() {
        return Mono.fromCallable(() -> reader.next(BATCH, BATCH_BYTES))
                .subscribeOn(disk)
                .filter(batch -> !batch.isEmpty())
                .flatMap(batch -> deliver(batch.records()).thenReturn(batch))
                .doOnNext(this::delivered);
    }

    private Mono<Void> backOff(Throwable error) {
        Duration longer = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        if (pause.isZero()) {
            LOG.warn("{} takes nothing at the moment: {}", receiver.name(), error.toString());
        }
        pause = longer.compareTo(maxBackoff) > 0 ? maxBackoff : longer;
        notBefore = clock.instant().plus(pause);
        return Mono.empty();
    }

    private void delivered(SpoolReader.Batch batch) {
        reader.acknowledge(batch);
        if (!pause.isZero()) {
            LOG.info("{} takes records again.", receiver.name());
        }
        pause = Duration.ZERO;
    }

    /** What is refused as a whole is tried one by one, so that one bad record takes no other with it. */
    private Mono<Void> deliver(List<SpoolRecord> records) {
        return receiver.deliver(records).onErrorResume(Receiver.Refused.class, error -> {
            if (records.size() > 1) {
                return Flux.fromIterable(records)
                        .concatMap(record -> deliver(List.of(record)))
                        .then();
            }
            refused++;
            LOG.warn(
                    "{} refuses a record of {} for good: {}",
                    receiver.name(),
                    records.getFirst().type(),
                    error.toString());
            return Mono.empty();
        });
    }

    long refused() {
        return refused;
    }

    boolean drained() {
        return reader.drained();
    }
}
