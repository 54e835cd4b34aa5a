package io.switchgear.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code bin/build} in a repository of empty files, with a Maven that only says what it was asked for. */
class BuildScriptTest {

    private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");
    private static final String[] SERVICES = {
        "gateway", "router-service", "health-service", "query-service", "action-engine"
    };

    @TempDir
    Path root;

    @BeforeEach
    void create() throws Exception {
        Path script = root.resolve("deploy/local/bin/build");
        Files.createDirectories(script.getParent());
        Files.copy(Path.of("bin/build"), script, StandardCopyOption.COPY_ATTRIBUTES);
        executable("mvnw", "#!/bin/sh\necho \"[INFO] Building gateway 0.1.0 [1/1]\"\necho \"$@\" > asked\n");
        for (String module : SERVICES) {
            module(module, module + "-0.1.0-SNAPSHOT-app.jar");
        }
        module("common", "common-0.1.0-SNAPSHOT.jar");
        module("frontend", "frontend-0.1.0-SNAPSHOT.jar");
        module("deploy/simulator", "simulator-0.1.0-SNAPSHOT.jar");
        module("deploy/local", "local-0.1.0-SNAPSHOT.jar");
        file("pom.xml", PAST);
    }

    @Test
    void nothingIsBuiltWhenNothingChanged() throws Exception {
        assertThat(build()).isEqualTo("0 ");
        assertThat(root.resolve("asked")).doesNotExist();
    }

    @Test
    void aChangedSourceRebuildsItsModuleOnce() throws Exception {
        file("router-service/src/main/java/A.java", Instant.now());

        assertThat(build()).contains("Building router-service (log:").contains("gateway            building [1/1]");
        assertThat(asked()).contains("-DskipTests").contains("-pl router-service -am package");

        Files.delete(root.resolve("asked"));
        assertThat(build())
                .as("Maven left the jar alone, the stamp says it is up to date")
                .isEqualTo("0 ");
    }

    @Test
    void theSharedLibraryRebuildsTheServicesAndTheConsoleTheGateway() throws Exception {
        file("common/src/main/java/A.java", Instant.now());
        build();
        assertThat(asked()).contains("-pl gateway,router-service,health-service,query-service,action-engine,");

        file("frontend/src/app.tsx", Instant.now().plusSeconds(5));
        file("frontend/node_modules/x/index.js", Instant.now().plusSeconds(5));
        build();
        assertThat(asked()).contains("-pl gateway -am");
    }

    @Test
    void aMissingJarIsBuiltAndTestSourcesDoNotMatter() throws Exception {
        file("health-service/src/test/java/A.java", Instant.now().plusSeconds(5));
        Files.delete(root.resolve("deploy/simulator/target/simulator-0.1.0-SNAPSHOT.jar"));
        build();
        assertThat(asked()).contains("-pl deploy/simulator -am");
    }

    @Test
    void aFailedBuildSaysWhyAndWhereItsLogIs() throws Exception {
        file("gateway/src/main/java/A.java", Instant.now());
        executable("mvnw", "#!/bin/sh\necho '[ERROR] COMPILATION ERROR'\nexit 1\n");

        assertThat(build())
                .startsWith("1 ")
                .contains(
                        "The build failed: COMPILATION ERROR",
                        root.resolve("build.log").toString());
        assertThat(build()).as("the failure left no stamp").startsWith("1 ");
    }

    private void module(String module, String jar) throws Exception {
        file(module + "/pom.xml", PAST);
        file(module + "/src/main/java/Main.java", PAST);
        file(module + "/target/" + jar, PAST.plusSeconds(60));
    }

    private void file(String path, Instant modified) throws Exception {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private void executable(String name, String text) throws Exception {
        Files.writeString(root.resolve(name), text);
        Files.setPosixFilePermissions(root.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String asked() throws Exception {
        return Files.readString(root.resolve("asked"));
    }

    private String build() throws Exception {
        var process = new ProcessBuilder(
                        root.resolve("deploy/local/bin/build").toString(),
                        root.resolve("build.log").toString())
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + output;
    }
}
