package io.switchgear.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A process of this machine, as Linux sees it from outside.
 *
 * @param pid of the process
 */
public record ObservedProcess(long pid) {

    /** USER_HZ, which Linux fixes for what it shows in /proc. */
    private static final int TICKS_PER_SECOND = 100;

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
    private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)");

    /** A generation's or the whole heap's line of {@code GC.heap_info}, whatever the collector. */
    private static final Pattern USED = Pattern.compile("(?m)^.*\\btotal .*\\bused (\\d+)K");

    /**
     * Time of CPU, user and system, all threads, in steps of 10 ms; none if the process is gone.
     *
     * @param withEndedChildren whether that of children that have ended is added
     */
    public Duration cpu(boolean withEndedChildren) throws IOException {
        if (!Files.exists(file("stat"))) {
            return Duration.ZERO;
        }
        // Fields are counted behind the command's name, which may contain anything but is in parentheses.
        String stat = Files.readString(file("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int i = 11; i <= (withEndedChildren ? 14 : 12); i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** Bytes of memory that the system has given it; none if the process is gone. */
    public long resident() throws IOException {
        return Files.exists(file("status")) ? 1024 * sum(RESIDENT, Files.readString(file("status"))) : 0;
    }

    public long threads() throws IOException {
        return sum(THREADS, Files.readString(file("status")));
    }

    public long descriptors() throws IOException {
        try (var open = Files.list(file("fd"))) {
            return open.count();
        }
    }

    /** Bytes of a JVM's heap that are in use after a full collection. */
    public long heap() throws IOException, InterruptedException {
        jcmd("GC.run");
        return 1024 * sum(USED, jcmd("GC.heap_info"));
    }

    private Path file(String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        // It runs for a moment beside what is measured: compiling it well would cost more than it saves.
        var run = new ProcessBuilder(tool, "-J-XX:TieredStopAtLevel=1", Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        var said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (run.waitFor() != 0) {
            throw new IOException(pid + " does not answer " + command + ": " + said.strip());
        }
        return said;
    }

    private static long sum(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }
}
