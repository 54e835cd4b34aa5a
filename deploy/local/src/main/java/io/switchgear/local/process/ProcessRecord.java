package io.switchgear.local.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that we started, such that it is found again and never mistaken for another that got its number.
 *
 * @param part whose process it is
 * @param pid its number
 * @param startedAt when the operating system says it started
 */
record ProcessRecord(String part, long pid, Instant startedAt) {

    /** The start is computed from the boot time, which moves when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    static ProcessRecord of(String part, ProcessHandle process) {
        return new ProcessRecord(
                part, process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The process, if it is still alive and still ours. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(Termination::alive)
                .filter(handle ->
                        handle.info().startInstant().filter(this::sameStart).isPresent());
    }

    private boolean sameStart(Instant start) {
        return Duration.between(startedAt, start).abs().compareTo(TOLERANCE) <= 0;
    }

    String text() {
        return "%d %s\n".formatted(pid, startedAt);
    }

    static ProcessRecord parse(String part, String text) {
        String[] words = text.strip().split(" ", 2);
        if (words.length != 2) {
            throw new IllegalArgumentException("A record of a process is 'pid start', not '" + text.strip() + "'.");
        }
        return new ProcessRecord(part, Long.parseLong(words[0]), Instant.parse(words[1]));
    }
}
