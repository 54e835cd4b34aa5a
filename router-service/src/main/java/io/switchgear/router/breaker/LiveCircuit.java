package io.switchgear.router.breaker;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import io.switchgear.router.circuit.Circuit;
import io.switchgear.router.circuit.CircuitMachine;
import io.switchgear.router.circuit.Signal;
import io.switchgear.router.circuit.Step;

/** A circuit in memory: signals are applied one after another, whoever sends them. */
final class LiveCircuit {

    private static final int SAMPLES = 5;

    private final AtomicReference<Circuit> current;
    private final ArrayDeque<String> failedTraces = new ArrayDeque<>(SAMPLES);

    LiveCircuit(Circuit first) {
        this.current = new AtomicReference<>(first);
    }

    Circuit get() {
        return current.get();
    }

    /** A signal's step, and the circuit before it. */
    record Moved(Circuit before, Step step) {}

    Moved apply(Signal signal, Instant now) {
        while (true) {
            Circuit before = current.get();
            Step step = CircuitMachine.step(before, signal, now);
            if (current.compareAndSet(before, step.next())) {
                return new Moved(before, step);
            }
        }
    }

    Circuit update(UnaryOperator<Circuit> change) {
        return current.updateAndGet(change);
    }

    void failed(String traceId) {
        synchronized (failedTraces) {
            if (failedTraces.size() == SAMPLES) {
                failedTraces.removeLast();
            }
            failedTraces.addFirst(traceId);
        }
    }

    /** Newest first. */
    List<String> failedTraces() {
        synchronized (failedTraces) {
            return List.copyOf(failedTraces);
        }
    }
}
