package io.switchgear.local.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.switchgear.local.process.Ending;
import io.switchgear.local.process.Termination;

/**
 * What a server that was killed leaves in its data folder. PostgreSQL itself overwrites {@code postmaster.pid} of a dead
 * server, but not when the number meanwhile belongs to some other process (after a reboot, say).
 */
final class StalePostmaster {

    private StalePostmaster() {}

    static void clear(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        var process = Files.readAllLines(file).stream()
                .findFirst()
                .filter(line -> line.strip().matches("\\d{1,18}"))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                .filter(Termination::alive);
        if (process.isEmpty()) {
            return;
        }
        if (serves(process.get(), data)) {
            Termination.end(process.get(), Ending.FAST);
        } else {
            Files.delete(file);
        }
    }

    /** A server runs inside its data folder; where there is no /proc, its command line names the folder. */
    private static boolean serves(ProcessHandle process, Path data) throws IOException {
        Path directory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        if (Files.isSymbolicLink(directory)) {
            return Files.readSymbolicLink(directory).equals(data.toRealPath());
        }
        return process.info()
                .commandLine()
                .filter(line -> line.contains(data.toString()))
                .isPresent();
    }
}
