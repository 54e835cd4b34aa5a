package io.switchgear.local.layout;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class HomeTest {

    @TempDir
    Path folder;

    @Test
    void freshTakesDataAndSecretsAndLeavesWhatCanBeMadeAgain() throws Exception {
        var home = new Home(folder);
        home.create();
        Files.createDirectories(home.data("postgres").resolve("base"));
        Files.writeString(home.data("postgres").resolve("base/1"), "x");
        Files.writeString(home.secrets(), "{}");
        Files.writeString(home.credentials(), "{}");
        Files.writeString(home.privateKey("gateway"), "key");
        Files.createDirectories(home.run("gateway"));
        Files.writeString(home.run("gateway").resolve("app.aot"), "cache");

        home.erase();

        assertThat(home.data("postgres")).doesNotExist();
        assertThat(home.secrets()).doesNotExist();
        assertThat(home.credentials()).doesNotExist();
        assertThat(home.privateKey("gateway")).doesNotExist();
        assertThat(home.run("gateway").resolve("app.aot")).exists();
    }

    @Test
    void theLastRunsLogsAreKeptOnce() throws Exception {
        var home = new Home(folder);
        home.create();
        Files.writeString(home.log("gateway"), "first");
        home.create();
        Files.writeString(home.log("gateway"), "second");
        home.create();

        assertThat(home.log("gateway")).doesNotExist();
        assertThat(home.logs().resolve("gateway.log.1")).hasContent("second");
    }
}
