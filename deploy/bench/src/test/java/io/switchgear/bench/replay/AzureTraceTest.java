package io.switchgear.bench.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AzureTraceTest {

    @TempDir
    private Path folder;

    @Test
    void readsTimesAndSizes() throws IOException {
        var file = write("""
            TIMESTAMP,ContextTokens,GeneratedTokens
            2023-11-16 18:17:03.9799600,4808,10
            2023-11-16 18:17:04.0319600,3180,8
            """);
        assertThat(AzureTrace.read(file))
                .containsExactly(
                        new Arrival(Duration.ZERO, 4808, 10), new Arrival(Duration.ofNanos(52_000_000), 3180, 8));
    }

    @Test
    void namesTheLineThatIsBroken() throws IOException {
        var file = write("""
            TIMESTAMP,ContextTokens,GeneratedTokens
            2023-11-16 18:17:03.9799600,many,10
            """);
        assertThatThrownBy(() -> AzureTrace.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> AzureTrace.read(write("a,b\n"))).hasMessageContaining("header");
    }

    @Test
    void percentilesAreNearestRank() {
        long[] micros = new long[100];
        for (int i = 0; i < 100; i++) {
            micros[i] = (i + 1) * 1000L;
        }
        assertThat(Replay.percentile(micros, 50)).isEqualTo(Duration.ofMillis(50));
        assertThat(Replay.percentile(micros, 99)).isEqualTo(Duration.ofMillis(99));
        assertThat(Replay.percentile(new long[] {7}, 1)).isEqualTo(Duration.ofNanos(7_000));
        assertThat(Replay.percentile(new long[0], 99)).isZero();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("trace.csv"), text);
    }
}
