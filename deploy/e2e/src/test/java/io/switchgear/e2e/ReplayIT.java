package io.switchgear.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The replayer, on a trace of the recorded one's format: every call and token is counted, exactly. */
class ReplayIT {

    private static final int CALLS = 400;

    @TempDir
    private Path folder;

    @Test
    void theSuiteCountsEveryCallAndToken() throws IOException, InterruptedException {
        RunningSuite suite = RunningSuite.get();
        var process = new ProcessBuilder(
                        suite.root().resolve("deploy/bench/replay").toString(),
                        trace().toString(),
                        "--speed-up",
                        "20",
                        "--credentials",
                        suite.home().resolve("credentials.json").toString(),
                        "--simulator",
                        suite.url(8010))
                .directory(suite.root().toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private Path trace() throws IOException {
        var random = new Random(42);
        var time = LocalDateTime.of(2026, 1, 1, 23, 59, 30);
        var format = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSS");
        var lines = new StringBuilder("TIMESTAMP,ContextTokens,GeneratedTokens\n");
        for (int i = 0; i < CALLS; i++) {
            time = time.plusNanos(random.nextLong(1_000_000_000L));
            lines.append(format.format(time))
                    .append(',')
                    .append(1 + random.nextInt(4_000))
                    .append(',')
                    .append(1 + random.nextInt(200))
                    .append('\n');
        }
        return Files.writeString(folder.resolve("trace.csv"), lines);
    }
}
