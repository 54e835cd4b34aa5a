package io.switchgear.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.switchgear.common.testing.Await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SupervisorTest {

    @TempDir
    Path folder;

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private ProcessRecords records;
    private Supervisor supervisor;

    @org.junit.jupiter.api.BeforeEach
    void create() {
        records = new ProcessRecords(folder.resolve("processes"));
        supervisor = new Supervisor(records, new Seen());
    }

    @AfterEach
    void stopAll() {
        supervisor.close();
        supervisor.stop(List.of("one", "two"));
    }

    @Test
    void aPartIsStartedRecordedAndStopped() throws Exception {
        supervisor.start(List.of(part("one", "touch up; exec sleep 60")));
        var process = records.find("one").orElseThrow();

        supervisor.stop(List.of("one"));

        assertThat(process.isAlive()).isFalse();
        assertThat(records.parts()).isEmpty();
        assertThat(seen).containsExactly("one ready", "one stopped");
    }

    @Test
    void aPartThatDiesIsNamedAndStartedAgain() throws Exception {
        supervisor.start(List.of(part("one", "touch up; echo ERROR out of luck; exec sleep 60")));
        var first = records.find("one").orElseThrow();

        first.destroyForcibly();

        Await.until(() -> assertThat(records.find("one").orElseThrow()).isNotEqualTo(first));
        Await.until(() -> assertThat(seen).hasSize(3));
        assertThat(seen.get(1)).isEqualTo("one died: it was ended by signal 9");
        assertThat(seen.get(2)).isEqualTo("one ready");
    }

    @Test
    void aPartThatEndsBeforeItIsReadyFailsWithItsReasonAndLog() {
        assertThatThrownBy(() -> supervisor.start(List.of(
                        part("one", "touch up; exec sleep 60"), part("two", "echo 'FATAL: no such luck'; exit 3"))))
                .isInstanceOf(PartFailed.class)
                .hasMessageContaining("two failed: it ended with exit code 3: FATAL: no such luck")
                .hasMessageContaining(folder.resolve("two.log").toString());
    }

    @Test
    void aPartThatEndsWhileItStartsGetsASecondTry() throws Exception {
        supervisor.start(List.of(part(
                "one",
                "test -e tried && touch up && exec sleep 60; touch tried; echo ERROR missed a time-out; exit 1")));

        assertThat(seen).containsExactly("one died: it ended with exit code 1: ERROR missed a time-out", "one ready");
    }

    @Test
    void nothingStartsOnceClosed() {
        assertThat(supervisor.close()).isFalse();
        assertThatThrownBy(() -> supervisor.start(List.of(part("one", "sleep 60"))))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void theTerminalsInterruptDoesNotReachAPart() throws Exception {
        supervisor.start(List.of(part("one", "touch up; exec sleep 60")));
        long process = records.find("one").orElseThrow().pid();

        var session = new ProcessBuilder("ps", "-o", "pgid=", "-p", Long.toString(process)).start();

        assertThat(session.inputReader().readLine().strip()).isEqualTo(Long.toString(process));
    }

    @Test
    void restartsComeSlowerTheOftenerTheyFail() {
        var backoff = Backoff.NONE;
        var quick = Duration.ofSeconds(1);
        var delays = new java.util.ArrayList<Long>();
        for (int i = 0; i < 7; i++) {
            backoff = backoff.afterRunning(quick);
            delays.add(backoff.delay().toSeconds());
        }
        assertThat(delays).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(backoff.afterRunning(Duration.ofMinutes(2)).delay()).hasSeconds(1);
    }

    private Part part(String name, String script) throws IOException {
        Path directory = Files.createDirectories(folder.resolve(name));
        return new Part() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Path log() {
                return folder.resolve(name + ".log");
            }

            @Override
            public Command prepare() throws IOException {
                Files.deleteIfExists(directory.resolve("up"));
                return new Command(List.of("sh", "-c", script), Map.of(), directory);
            }

            @Override
            public boolean ready() {
                return Files.exists(directory.resolve("up"));
            }
        };
    }

    private final class Seen implements Watcher {
        @Override
        public void ready(Part part, Duration took) {
            seen.add(part.name() + " ready");
        }

        @Override
        public void died(Part part, String reason, Duration restartIn) {
            seen.add(part.name() + " died: " + reason);
        }

        @Override
        public void stopping(Part part) {
            // The end is what counts.
        }

        @Override
        public void stopped(Part part, boolean byForce) {
            seen.add(part.name() + " stopped");
        }
    }
}
