package io.switchgear.bench.process;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ObservedProcessTest {

    @Test
    void aJvmIsSeenAsItIs() throws Exception {
        var self = new ObservedProcess(ProcessHandle.current().pid());
        assertThat(self.cpu(false)).isGreaterThan(Duration.ofMillis(10)).isLessThanOrEqualTo(self.cpu(true));
        assertThat(self.threads()).isGreaterThan(5);
        assertThat(self.descriptors()).isGreaterThan(3);
        assertThat(self.heap())
                .isGreaterThan(1 << 20)
                .isLessThan(Runtime.getRuntime().maxMemory());
        assertThat(self.resident()).isGreaterThan(self.heap());
    }

    @Test
    void whatIsGoneHasNothing() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        assertThat(new ObservedProcess(ended.pid()).cpu(true)).isZero();
        assertThat(new ObservedProcess(ended.pid()).resident()).isZero();
    }
}
