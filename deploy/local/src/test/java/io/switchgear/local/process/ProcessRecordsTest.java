package io.switchgear.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessRecordsTest {

    @TempDir
    Path folder;

    @Test
    void aLivingProcessIsFoundAgainAndAnEndedOneIsNot() throws Exception {
        var records = new ProcessRecords(folder);
        var process = new ProcessBuilder("sleep", "60").start();

        records.add("redis", process.toHandle());

        assertThat(records.parts()).containsExactly("redis");
        assertThat(new ProcessRecords(folder).find("redis")).contains(process.toHandle());

        assertThat(Termination.end(process.toHandle(), Ending.GRACEFUL)).isTrue();
        assertThat(records.find("redis")).isEmpty();
        records.remove("redis");
        assertThat(records.parts()).isEmpty();
    }

    @Test
    void aForeignProcessThatGotTheNumberIsNotOurs() throws Exception {
        var records = new ProcessRecords(folder);
        var self = ProcessHandle.current();
        var hourAgo = self.info().startInstant().orElseThrow().minus(Duration.ofHours(1));

        Files.writeString(folder.resolve("redis.pid"), new ProcessRecord("redis", self.pid(), hourAgo).text());

        assertThat(records.find("redis")).isEmpty();
    }

    @Test
    void aDamagedRecordIsNobodys() throws Exception {
        var records = new ProcessRecords(folder);
        for (String text : List.of("", "12", "x 2026-01-01T00:00:00Z", "12 yesterday")) {
            Files.writeString(folder.resolve("redis.pid"), text);
            assertThat(records.find("redis")).isEmpty();
        }
        assertThat(records.find("absent")).isEmpty();
    }

    @Test
    void whatIgnoresTheSignalIsKilled() throws Exception {
        var stubborn = new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; sleep 60 & wait; sleep 60").start();
        stubborn.inputReader().readLine();

        boolean gracefully =
                Termination.end(stubborn.toHandle(), new Ending(Ending.Signal.TERM, Duration.ofMillis(200)));

        assertThat(gracefully).isFalse();
        assertThat(stubborn.toHandle().isAlive()).isFalse();
    }
}
