package io.switchgear.local;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.switchgear.local.layout.Home;
import io.switchgear.local.process.ProcessRecords;
import io.switchgear.local.process.Termination;
import io.switchgear.local.suite.StoresOnly;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code up} and {@code down} as processes of their own: refusal, orderly end, and what remains after a kill -9. */
class LauncherIT {

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNothing() throws Exception {
        for (var process : started) {
            process.destroyForcibly().waitFor();
        }
        run(Launcher.class, "down", "--home", folder.toString());
    }

    @Test
    void aTakenPortIsNamedWithItsNumberBeforeAnythingStarts() throws Exception {
        try (var taken = listenInRange()) {
            int offset = taken.getLocalPort() - 8003;

            var up = run(Launcher.class, "up", "--home", folder.toString(), "--port-offset", Integer.toString(offset));

            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.output())
                    .contains(
                            "Port %d, for query-service, is taken by another process.".formatted(taken.getLocalPort()))
                    .contains("--port-offset " + (offset + 1000));
            assertThat(new ProcessRecords(new Home(folder).run("processes")).parts())
                    .isEmpty();
            assertThat(new Home(folder).data("postgres")).doesNotExist();
        }
    }

    @Test
    void theScriptSaysThatNothingRunsWhereNothingEverRan() throws Exception {
        var down = new ProcessBuilder(
                        "../down", "--home", folder.resolve("never").toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(down.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("Nothing runs in %s.\n".formatted(folder.resolve("never")));
        assertThat(down.waitFor()).isZero();
    }

    @Test
    void aWrongFlagIsExplained() throws Exception {
        var up = run(Launcher.class, "up", "--home", folder.toString(), "--port-offset", "60000");

        assertThat(up.exitCode()).isEqualTo(2);
        assertThat(up.output()).contains("--port-offset must be between 0 and 49156");
    }

    @Test
    void downEndsARunningLauncherAndLeavesNoProcess() throws Exception {
        var launcher = launch();
        var parts = parts();

        var second = run(Launcher.class, "up", "--home", folder.toString());
        assertThat(second.output()).contains("Switchgear is").contains("(process %d)".formatted(launcher.pid()));

        var down = run(Launcher.class, "down", "--home", folder.toString());

        assertThat(down.exitCode()).isZero();
        assertThat(down.output())
                .contains("postgres           stopped", "redis              stopped", "Switchgear stopped");
        assertThat(launcher.isAlive()).isFalse();
        assertThat(parts).noneMatch(Termination::alive);
        assertThat(run(Launcher.class, "down", "--home", folder.toString()).output())
                .contains("Nothing runs in");
    }

    @Test
    void whatAKilledLauncherLeftIsFoundAndItsDataIsThere() throws Exception {
        var killed = launch();
        var parts = parts();
        killed.destroyForcibly().waitFor();
        assertThat(parts).as("they have sessions of their own").allMatch(ProcessHandle::isAlive);

        var down = run(Launcher.class, "down", "--home", folder.toString());
        assertThat(down.output()).contains("a killed launcher had left it behind");
        assertThat(parts).noneMatch(Termination::alive);

        var again = StoresOnly.start(folder);
        assertThat(again.postgres().ready()).isTrue();
        assertThat(Files.exists(new Home(folder).data("postgres").resolve("PG_VERSION")))
                .isTrue();
        again.stop();
    }

    /** Where every other port of the suite has room above it. */
    private static ServerSocket listenInRange() throws Exception {
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        while (socket.getLocalPort() > 57000) {
            socket.close();
            socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }
        return socket;
    }

    private Process launch() throws Exception {
        var launcher = java(StoresOnly.class, folder.toString());
        started.add(launcher);
        var output = launcher.inputReader();
        String line = output.readLine();
        while (line != null && !line.equals("ready")) {
            line = output.readLine();
        }
        assertThat(line).isEqualTo("ready");
        return launcher;
    }

    private List<ProcessHandle> parts() {
        var records = new ProcessRecords(new Home(folder).run("processes"));
        return List.of(
                records.find("postgres").orElseThrow(), records.find("redis").orElseThrow());
    }

    private record Ended(int exitCode, String output) {}

    private static Ended run(Class<?> main, String... arguments) throws Exception {
        var process = java(main, arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private static Process java(Class<?> main, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
