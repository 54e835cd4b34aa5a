package io.switchgear.query.schedule;

import java.time.Duration;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Runs a job, waits, runs it again: one run at a time, a failed one is logged and tried again at the next turn. */
public final class PeriodicJob implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PeriodicJob.class);

    private final String name;
    private final Duration pause;
    private final Mono<?> after;
    private final Supplier<Mono<?>> job;
    private Disposable run = Disposables.disposed();

    /**
     * @param pause between the end of one run and the start of the next
     * @param after the first run waits for its completion
     */
    public PeriodicJob(String name, Duration pause, Mono<?> after, Supplier<Mono<?>> job) {
        this.name = name;
        this.pause = pause;
        this.after = after;
        this.job = job;
    }

    @Override
    public synchronized void start() {
        run = after.then(Mono.defer(this::once)
                        .repeatWhen(ends -> ends.delayElements(pause))
                        .then())
                .subscribeOn(Schedulers.parallel())
                .subscribe();
    }

    @Override
    public synchronized void stop() {
        run.dispose();
    }

    @Override
    public synchronized boolean isRunning() {
        return !run.isDisposed();
    }

    private Mono<Void> once() {
        return Mono.defer(job)
                .doOnError(e -> LOG.warn("{} failed and will be tried again: {}", name, e.toString()))
                .onErrorComplete()
                .then();
    }
}
