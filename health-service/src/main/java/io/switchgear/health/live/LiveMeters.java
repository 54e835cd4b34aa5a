package io.switchgear.health.live;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What is counted of live connections. */
@Component
class LiveMeters {

    /** Above it, a client's pong says nothing about the way. */
    private static final long LONGEST_MS = 60_000;

    private final MeterRegistry registry;
    private final AtomicInteger open;

    LiveMeters(MeterRegistry registry) {
        this.registry = registry;
        this.open = registry.gauge("switchgear.live.connections", new AtomicInteger());
    }

    int open() {
        return open.get();
    }

    void opened() {
        open.incrementAndGet();
        registry.counter("switchgear.live.opened").increment();
    }

    /** @param reason {@code client}, {@code silent}, {@code slow}, {@code noisy}, {@code old} or {@code shutdown} */
    void closed(String reason) {
        open.decrementAndGet();
        registry.counter("switchgear.live.closed", "reason", reason).increment();
    }

    void refused() {
        registry.counter("switchgear.live.refused").increment();
    }

    void roundTrip(long ms) {
        if (ms >= 0 && ms <= LONGEST_MS) {
            registry.timer("switchgear.live.round.trip").record(ms, TimeUnit.MILLISECONDS);
        }
    }

    void sent(int updates) {
        registry.counter("switchgear.live.updates").increment(updates);
    }
}
