package io.switchgear.bench.hop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;

/**
 * What processes have used, as Linux counts it.
 *
 * @param cpu user and system time, all threads; in steps of 10 ms
 * @param residentBytes of memory
 */
record Usage(Duration cpu, long residentBytes) {

    /** USER_HZ, which Linux fixes for what it shows in /proc. */
    private static final int TICKS_PER_SECOND = 100;

    private static final int PAGE = 4096;

    /** Of these processes together; a process that is gone counts nothing. */
    static Usage of(Collection<ProcessHandle> processes) throws IOException {
        long ticks = 0;
        long pages = 0;
        for (ProcessHandle process : processes) {
            Path folder = Path.of("/proc", Long.toString(process.pid()));
            if (Files.exists(folder)) {
                // Fields are counted behind the command's name, which may contain anything but is in parentheses.
                String stat = Files.readString(folder.resolve("stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                pages +=
                        Long.parseLong(Files.readString(folder.resolve("statm")).split(" ", -1)[1]);
            }
        }
        return new Usage(Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND), pages * PAGE);
    }
}
