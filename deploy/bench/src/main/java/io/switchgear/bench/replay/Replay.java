package io.switchgear.bench.replay;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.switchgear.bench.suite.Completion;
import io.switchgear.bench.suite.Suite;

/**
 * Sends recorded calls at their recorded times, divided by the speed-up. Open loop: a slow answer does not delay the next call,
 * up to the bound on calls in flight; calls that this bound held back are counted as late.
 */
final class Replay {

    private static final Duration LATE = Duration.ofMillis(100);

    private final Suite suite;
    private final String model;
    private final double speedUp;
    private final Semaphore places;
    private final PrintStream progress;

    private final ConcurrentLinkedQueue<Long> latenciesMicros = new ConcurrentLinkedQueue<>();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private final AtomicLong inputTokens = new AtomicLong();
    private final AtomicLong outputTokens = new AtomicLong();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    Replay(Suite suite, String model, double speedUp, int maxInFlight, PrintStream progress) {
        this.suite = suite;
        this.model = model;
        this.speedUp = speedUp;
        this.places = new Semaphore(maxInFlight);
        this.progress = progress;
    }

    ReplayResult run(List<Arrival> arrivals) throws InterruptedException {
        long start = System.nanoTime();
        int step = Math.max(1, arrivals.size() / 20);
        try (var calls = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < arrivals.size(); i++) {
                Arrival arrival = arrivals.get(i);
                long due = start + (long) (arrival.offset().toNanos() / speedUp);
                waitUntil(due);
                places.acquire();
                if (System.nanoTime() - due > LATE.toNanos()) {
                    late.incrementAndGet();
                }
                calls.submit(() -> send(arrival));
                if ((i + 1) % step == 0) {
                    progress.printf("%6d of %d sent, %d failed%n", i + 1, arrivals.size(), failed.get());
                }
            }
        }
        return result(Duration.ofNanos(System.nanoTime() - start));
    }

    private static void waitUntil(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
    }

    private void send(Arrival arrival) {
        long start = System.nanoTime();
        try {
            Completion completion = suite.complete(model, arrival.inputTokens(), arrival.outputTokens());
            inputTokens.addAndGet(completion.inputTokens());
            outputTokens.addAndGet(completion.outputTokens());
            latenciesMicros.add((System.nanoTime() - start) / 1_000);
            succeeded.incrementAndGet();
        } catch (Exception e) {
            if (failed.incrementAndGet() <= 5) {
                failures.add(String.valueOf(e.getMessage()));
            }
        } finally {
            places.release();
        }
    }

    private ReplayResult result(Duration took) {
        long[] sorted =
                latenciesMicros.stream().mapToLong(Long::longValue).sorted().toArray();
        return new ReplayResult(
                succeeded.get(),
                failed.get(),
                late.get(),
                inputTokens.get(),
                outputTokens.get(),
                took,
                percentile(sorted, 50),
                percentile(sorted, 95),
                percentile(sorted, 99),
                List.copyOf(failures));
    }

    /** Nearest rank; zero for no calls. */
    static Duration percentile(long[] sortedMicros, int percent) {
        if (sortedMicros.length == 0) {
            return Duration.ZERO;
        }
        int rank = (int) Math.ceil(percent / 100.0 * sortedMicros.length);
        return Duration.ofNanos(sortedMicros[Math.max(0, rank - 1)] * 1_000);
    }
}
