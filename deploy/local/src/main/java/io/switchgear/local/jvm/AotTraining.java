package io.switchgear.local.jvm;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.switchgear.local.process.Command;
import io.switchgear.local.process.Ending;
import io.switchgear.local.process.ProcessRecords;
import io.switchgear.local.process.Termination;

/**
 * Trains AOT caches in the background once the suite is ready: each program that has none starts once more, at a low
 * priority, on free ports and on stores where it can do no harm, becomes ready, answers a few probes, and ends; the JVM
 * writes the cache as it goes. One at a time; nothing here delays or fails the suite.
 */
public final class AotTraining {

    /** Names the record of the trainee, so that it is found when the launcher was killed. */
    public static final String NAME = "aot-training";

    private static final Duration READY_DEADLINE = Duration.ofMinutes(10);
    private static final Duration WRITE_DEADLINE = Duration.ofMinutes(10);
    /** A tenth of the suite's share where both want the processor; all of an idle one. */
    private static final String NICENESS = "10";

    private static final int PROBES = 20;

    private final ProcessRecords records;
    private @Nullable Process trainee;
    private boolean stopped;

    public AotTraining(ProcessRecords records) {
        this.records = records;
    }

    /**
     * A program to train.
     *
     * @param part whose cache it is
     * @param environment replaces some of the part's settings: ports, stores, folders
     * @param probes are answered by the ready trainee; the first is its readiness
     * @param log of the training
     */
    public record Lesson(JavaPart part, Map<String, String> environment, List<URI> probes, Path log) {}

    /** Whether the part lacks a usable cache. */
    public static boolean needed(JavaPart part) throws IOException, InterruptedException {
        return !part.cache().usable();
    }

    /** Returns when the cache is in place, or training failed, or {@link #stop} was called. */
    public boolean train(Lesson lesson) throws IOException, InterruptedException {
        var cache = lesson.part().cache();
        Files.deleteIfExists(cache.unfinished());
        var process = start(lesson, cache);
        if (process == null) {
            return false;
        }
        try {
            if (!awaitReady(process, lesson.probes().getFirst())) {
                return false;
            }
            for (int i = 0; i < PROBES; i++) {
                lesson.probes().forEach(JavaPart::answers);
            }
            process.destroy();
            if (!process.waitFor(WRITE_DEADLINE) || !Files.exists(cache.unfinished())) {
                return false;
            }
            cache.adopt();
            return true;
        } finally {
            end(process);
        }
    }

    /** Ends a training under way; no other begins. */
    public void stop() {
        Process running;
        synchronized (this) {
            stopped = true;
            running = trainee;
        }
        if (running != null) {
            end(running);
        }
    }

    private synchronized @Nullable Process start(Lesson lesson, AotCache cache) throws IOException {
        if (stopped) {
            return null;
        }
        var environment = new HashMap<>(lesson.part().environment());
        environment.putAll(lesson.environment());
        var command = lesson.part().command(cache.trainingFlags(), environment);
        var arguments = new ArrayList<>(List.of("nice", "-n", NICENESS));
        arguments.addAll(command.arguments());
        var started = new Command(arguments, command.environment(), command.directory()).start(lesson.log());
        records.add(NAME, started.toHandle());
        yieldAsASession(started.pid());
        trainee = started;
        return started;
    }

    /** Where Linux shares the processor among sessions, niceness counts only inside one: the session itself must yield. */
    private static void yieldAsASession(long pid) {
        Path autogroup = Path.of("/proc", Long.toString(pid), "autogroup");
        try {
            if (Files.exists(autogroup)) {
                Files.writeString(autogroup, NICENESS);
            }
        } catch (IOException refused) {
            // Then the training competes with the suite for a minute or two, which is a pity and no more.
        }
    }

    private boolean awaitReady(Process process, URI readiness) throws InterruptedException {
        long deadline = System.nanoTime() + READY_DEADLINE.toNanos();
        while (!JavaPart.answers(readiness)) {
            if (System.nanoTime() > deadline || process.waitFor(200, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** Killed with its family: a JVM that writes its cache does so through a child. */
    private synchronized void end(Process process) {
        Termination.end(process.toHandle(), new Ending(Ending.Signal.TERM, Duration.ZERO));
        records.remove(NAME);
        trainee = null;
    }
}
