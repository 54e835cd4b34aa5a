package io.switchgear.health.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.concurrent.ArrayBlockingQueue;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;

/**
 * What waits to be sent to one client: of each service only the latest, so that a client that reads slowly costs no more memory
 * than there are services. Filled by any thread, emptied as the client reads.
 */
final class Outbox {

    private static final int NOTES = 64;

    private final InstantSource clock;
    private final LinkedHashMap<String, String> updates = new LinkedHashMap<>();
    private final ArrayDeque<String> notes = new ArrayDeque<>();

    /** One signal is enough for whatever waits. */
    private final Sinks.Many<Boolean> signal = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(1));

    private @Nullable Instant waitingSince;
    private boolean closed;

    Outbox(InstantSource clock) {
        this.clock = clock;
    }

    /** Replaces what still waits about the same service. */
    void update(String service, String message) {
        synchronized (this) {
            if (closed) {
                return;
            }
            updates.put(service, message);
            waits();
        }
        wake();
    }

    /** Sent before updates. False if too many wait already. */
    boolean note(String message) {
        synchronized (this) {
            if (closed || notes.size() >= NOTES) {
                return closed;
            }
            notes.add(message);
            waits();
        }
        wake();
        return true;
    }

    /** Sends what waits and a last message, and then ends. */
    void close(@Nullable String last) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            if (last != null) {
                notes.add(last);
            }
        }
        wake();
        while (signal.tryEmitComplete() == Sinks.EmitResult.FAIL_NON_SERIALIZED) {
            Thread.onSpinWait();
        }
    }

    /** How long something has been waiting without the client having read anything. */
    synchronized Duration waiting() {
        return waitingSince == null ? Duration.ZERO : Duration.between(waitingSince, clock.instant());
    }

    /** For one subscriber; each message is taken out only when it is asked for. */
    Flux<String> messages() {
        return signal.asFlux().concatMap(woken -> Flux.generate(this::take), 1);
    }

    private void take(SynchronousSink<String> reader) {
        String next = poll();
        if (next == null) {
            reader.complete();
        } else {
            reader.next(next);
        }
    }

    private synchronized @Nullable String poll() {
        String next = notes.poll();
        if (next == null) {
            var update = updates.pollFirstEntry();
            next = update == null ? null : update.getValue();
        }
        waitingSince = notes.isEmpty() && updates.isEmpty() ? null : clock.instant();
        return next;
    }

    private void waits() {
        if (waitingSince == null) {
            waitingSince = clock.instant();
        }
    }

    private void wake() {
        while (signal.tryEmitNext(true) == Sinks.EmitResult.FAIL_NON_SERIALIZED) {
            Thread.onSpinWait();
        }
    }
}
