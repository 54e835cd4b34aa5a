package io.switchgear.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends processes, our children or not. */
public final class Termination {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration KILL_DEADLINE = Duration.ofSeconds(10);

    private Termination() {}

    /**
     * Asks, waits, kills; returns once the process is gone. An interruption while it waits kills at once.
     *
     * @return false if it had to be killed
     */
    public static boolean end(ProcessHandle process, Ending ending) {
        signal(process, ending.signal());
        if (gone(process, ending.grace())) {
            return true;
        }
        var family = process.descendants().toList();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        gone(process, KILL_DEADLINE);
        return false;
    }

    /** A zombie whose parent does not reap it, as in containers without an init, counts as gone. */
    public static boolean alive(ProcessHandle process) {
        return process.isAlive() && !zombie(process.pid());
    }

    private static boolean zombie(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            String line = Files.readString(stat);
            return line.startsWith("Z", line.lastIndexOf(')') + 2);
        } catch (IOException noProcFileSystem) {
            return false;
        }
    }

    private static void signal(ProcessHandle process, Ending.Signal signal) {
        if (signal == Ending.Signal.TERM) {
            process.destroy();
            return;
        }
        try {
            // The shell's own kill: /bin/kill is not everywhere.
            new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(signal, process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean gone(ProcessHandle process, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (alive(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return !alive(process);
            }
        }
        return true;
    }
}
