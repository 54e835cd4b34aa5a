package io.switchgear.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** A part that is kept running until it is stopped. */
final class SupervisedPart {

    private static final Duration POLL = Duration.ofMillis(50);

    /** Exit codes above it stand for a signal, of which the log says nothing. */
    private static final int SIGNALLED = 128;

    private final Part part;
    private final ProcessRecords records;
    private final Watcher watcher;
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Process process;

    SupervisedPart(Part part, ProcessRecords records, Watcher watcher) {
        this.part = part;
        this.records = records;
        this.watcher = watcher;
    }

    Part part() {
        return part;
    }

    /**
     * Returns when the part is ready; from then on it is watched. A part that ends while it starts gets a second try: when
     * all start at once on a busy machine, one of them may miss a time-out.
     */
    void start() throws PartFailed, InterruptedException {
        Process started = firstLaunch();
        Thread.ofVirtual().name("watch-" + part.name()).start(() -> watch(started));
    }

    private Process firstLaunch() throws PartFailed, InterruptedException {
        try {
            return launch();
        } catch (PartFailed first) {
            var ended = current();
            if (ended == null || Termination.alive(ended.toHandle())) {
                throw first;
            }
            var pause = Backoff.NONE.afterRunning(Duration.ZERO).delay();
            watcher.died(part, end(ended), pause);
            if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException();
            }
            return launch();
        }
    }

    private synchronized @Nullable Process current() {
        return process;
    }

    /** Ends the process and the watching of it; returns when it is gone. */
    void stop() {
        Process running;
        synchronized (this) {
            stop.countDown();
            running = process;
        }
        if (running == null || !Termination.alive(running.toHandle())) {
            records.remove(part.name());
            return;
        }
        watcher.stopping(part);
        boolean gracefully = Termination.end(running.toHandle(), part.ending());
        records.remove(part.name());
        watcher.stopped(part, !gracefully);
    }

    private Process launch() throws PartFailed, InterruptedException {
        long from = System.nanoTime();
        try {
            var command = part.prepare();
            Process started;
            synchronized (this) {
                if (stopping()) {
                    throw new InterruptedException();
                }
                started = command.start(part.log());
                process = started;
                records.add(part.name(), started.toHandle());
            }
            awaitReady(started);
            watcher.ready(part, Duration.ofNanos(System.nanoTime() - from));
            part.started();
            return started;
        } catch (IOException e) {
            throw new PartFailed(part, String.valueOf(e.getMessage()));
        }
    }

    private void awaitReady(Process started) throws PartFailed, InterruptedException {
        long deadline = System.nanoTime() + part.startDeadline().toNanos();
        while (!part.ready()) {
            if (!started.isAlive()) {
                throw new PartFailed(part, end(started));
            }
            if (System.nanoTime() > deadline) {
                throw new PartFailed(
                        part,
                        "it runs but is not ready after %d s"
                                .formatted(part.startDeadline().toSeconds()));
            }
            if (stop.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException();
            }
        }
    }

    private void watch(Process first) {
        var running = first;
        var backoff = Backoff.NONE;
        try {
            while (true) {
                long since = System.nanoTime();
                running.waitFor();
                if (stopping()) {
                    return;
                }
                backoff = backoff.afterRunning(Duration.ofNanos(System.nanoTime() - since));
                watcher.died(part, end(running), backoff.delay());
                if (stop.await(backoff.delay().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                running = relaunch(running);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A start that fails leaves no process behind, so that the next turn of the watch finds an ended one. */
    private Process relaunch(Process ended) throws InterruptedException {
        try {
            return launch();
        } catch (PartFailed failed) {
            var unready = current();
            if (unready == null) {
                return ended;
            }
            Termination.end(unready.toHandle(), part.ending());
            return unready;
        }
    }

    private String end(Process ended) {
        if (ended.exitValue() > SIGNALLED) {
            return "it was ended by signal " + (ended.exitValue() - SIGNALLED);
        }
        String code = "it ended with exit code " + ended.exitValue();
        return LogTail.reason(part.log()).map(reason -> code + ": " + reason).orElse(code);
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }
}
