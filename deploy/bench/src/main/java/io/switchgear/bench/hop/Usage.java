package io.switchgear.bench.hop;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;

import io.switchgear.bench.process.ObservedProcess;

/**
 * What processes have used, as Linux counts it.
 *
 * @param cpu user and system time, all threads; in steps of 10 ms
 * @param residentBytes of memory
 */
record Usage(Duration cpu, long residentBytes) {

    /** Of these processes together; a process that is gone counts nothing. */
    static Usage of(Collection<ProcessHandle> processes) throws IOException {
        var cpu = Duration.ZERO;
        long resident = 0;
        for (ProcessHandle process : processes) {
            var observed = new ObservedProcess(process.pid());
            cpu = cpu.plus(observed.cpu(false));
            resident += observed.resident();
        }
        return new Usage(cpu, resident);
    }
}
