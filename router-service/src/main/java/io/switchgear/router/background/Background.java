package io.switchgear.router.background;

import java.time.Duration;
import java.util.function.LongFunction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Work beside the calls. It stops once the last call has ended, and has its last word then. */
public abstract class Background implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    /** How long the last word may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Disposable.Composite work = Disposables.composite();

    /** Starts the work by {@link #beside} and {@link #every}. */
    protected abstract void begin();

    /** The last word, when all work has stopped; cut off after 3 s. */
    protected Mono<Void> finish() {
        return Mono.empty();
    }

    /** Runs until this stops. */
    protected final void beside(Disposable more) {
        work.add(more);
    }

    /**
     * Has a round made each {@code period}, one at a time; one that fails is followed by the next.
     *
     * @param round by its number, from 0
     */
    protected final void every(Duration period, LongFunction<Mono<Void>> round) {
        beside(Flux.interval(period)
                .onBackpressureDrop()
                .concatMap(number -> Mono.defer(() -> round.apply(number)).onErrorResume(this::failed), 1)
                .subscribe());
    }

    private Mono<Void> failed(Throwable error) {
        LOG.debug("{}: a round failed", getClass().getSimpleName(), error);
        return Mono.empty();
    }

    @Override
    public final void start() {
        begin();
    }

    @Override
    public final void stop() {
        stop(() -> {});
    }

    @Override
    public final void stop(Runnable stopped) {
        work.dispose();
        Mono.defer(this::finish)
                .timeout(PATIENCE)
                .onErrorResume(this::failed)
                .doFinally(end -> stopped.run())
                .subscribe();
    }

    @Override
    public final boolean isRunning() {
        return !work.isDisposed() && work.size() > 0;
    }

    /** Stopped after the server's draining: calls that end by then are told, counted and paid for like all others. */
    @Override
    public final int getPhase() {
        return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE - 2;
    }
}
