package io.switchgear.local.stores;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.switchgear.local.process.Termination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StalePostmasterTest {

    @TempDir
    Path data;

    @Test
    void theNumberOfAForeignProcessDoesNotKeepPostgresFromStarting() throws Exception {
        Path file = Files.writeString(
                data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n/elsewhere\n");

        StalePostmaster.clear(data);

        assertThat(file).doesNotExist();
    }

    @Test
    void aDeadServersFileIsPostgresOwnToJudge() throws Exception {
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path file = Files.writeString(data.resolve("postmaster.pid"), ended.pid() + "\n");

        StalePostmaster.clear(data);

        assertThat(file).exists();
        Files.writeString(file, "not a number\n");
        StalePostmaster.clear(data);
        assertThat(file).exists();
    }

    @Test
    void aServerThatStillRunsInTheFolderIsStopped() throws Exception {
        var server = new ProcessBuilder("sleep", "60").directory(data.toFile()).start();
        Files.writeString(data.resolve("postmaster.pid"), server.pid() + "\n");

        StalePostmaster.clear(data);

        assertThat(Termination.alive(server.toHandle())).isFalse();
    }

    @Test
    void platformsWithoutBinariesAreNamed() throws Exception {
        assertThat(Platform.of("Linux", "amd64")).isEqualTo(Platform.LINUX_AMD64);
        assertThat(Platform.of("Linux", "aarch64")).isEqualTo(Platform.LINUX_ARM64);
        assertThat(Platform.of("Mac OS X", "aarch64")).isEqualTo(Platform.MAC_ARM64);
        assertThatThrownBy(() -> Platform.of("Linux", "riscv64")).hasMessageContaining("riscv64");
        assertThatThrownBy(() -> Platform.of("Windows 11", "amd64")).hasMessageContaining("Windows 11");
    }
}
