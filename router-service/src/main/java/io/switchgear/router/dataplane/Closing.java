package io.switchgear.router.dataplane;

import java.time.Duration;

import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** When the service stops: says shortly before calls under way would be cut that they have to end by themselves now. */
@Component
class Closing implements SmartLifecycle {

    private final Duration patience;
    private final Sinks.Empty<Void> over = Sinks.empty();
    private volatile boolean running;

    /** Of the time for draining a tenth is left for last words. */
    Closing(LifecycleProperties lifecycle) {
        this.patience = lifecycle.getTimeoutPerShutdownPhase().multipliedBy(9).dividedBy(10);
    }

    /** Completes when there is no more time. */
    Mono<Void> over() {
        return over.asMono();
    }

    @Override
    public void start() {
        running = true;
    }

    /** In the first phase, just before the server begins to drain; takes no time. */
    @Override
    public void stop() {
        running = false;
        Mono.delay(patience).subscribe(late -> over.tryEmitEmpty());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
