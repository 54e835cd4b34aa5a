package io.switchgear.common.audit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.siblings.Service;
import io.switchgear.common.siblings.Siblings;

/**
 * Delivers audit events to the gateway, in order, in batches, until it has them. Holds at most 10,000; beyond that the oldest
 * are logged and dropped.
 */
public final class AuditTrail implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final int BATCH = 200;
    private static final int MOST = 10_000;
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Siblings siblings;
    private final InstantSource clock;
    private final Queue<AuditEvent> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private List<AuditEvent> inFlight = List.of();
    private Disposable delivery = Disposables.disposed();

    AuditTrail(Siblings siblings, InstantSource clock) {
        this.siblings = siblings;
        this.clock = clock;
    }

    public void record(Caller caller, String action, String target, String outcome, Map<String, String> details) {
        var event = new AuditEvent(
                UUID.randomUUID(),
                caller.workspace(),
                caller.userId(),
                caller.actor(),
                action,
                target,
                outcome,
                null,
                details,
                clock.instant());
        // Without a lock: event loops record.
        waiting.add(event);
        if (size.incrementAndGet() > MOST) {
            LOG.warn("The audit log is unreachable; this event is kept here only: {}", next());
        }
    }

    private @Nullable AuditEvent next() {
        AuditEvent next = waiting.poll();
        if (next != null) {
            size.decrementAndGet();
        }
        return next;
    }

    @Override
    public void start() {
        delivery = Flux.interval(PERIOD)
                .onBackpressureDrop()
                .concatMap(tick -> deliver().onErrorComplete(), 1)
                .subscribe();
    }

    private Mono<Void> deliver() {
        if (inFlight.isEmpty()) {
            var batch = new ArrayList<AuditEvent>(BATCH);
            while (batch.size() < BATCH && next() instanceof AuditEvent next) {
                batch.add(next);
            }
            inFlight = batch;
        }
        if (inFlight.isEmpty()) {
            return Mono.empty();
        }
        return siblings.client(Service.GATEWAY)
                .post()
                .uri("/internal/v1/audit")
                .bodyValue(new AuditEvents(inFlight))
                .retrieve()
                .toBodilessEntity()
                .doOnSuccess(done -> inFlight = List.of())
                .then();
    }

    @Override
    public void stop() {
        delivery.dispose();
    }

    @Override
    public boolean isRunning() {
        return !delivery.isDisposed();
    }
}
