package io.switchgear.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code bin/find-jdk} among JDKs that say who they are. */
class FindJdkTest {

    private static final Path SCRIPT = Path.of("bin/find-jdk").toAbsolutePath();
    private static final String SYSTEM_TOOLS = "/usr/bin:/bin";

    @TempDir
    Path folder;

    @Test
    void theOneThatSays25IsFoundWhateverItsFolderIsCalled() throws Exception {
        jdk("jvm/java-25-but-really-21", "openjdk version \"21.0.9\" 2025-10-21 LTS");
        jdk("jvm/zulu", "openjdk version \"25.0.3\" 2026-04-21 LTS");

        assertThat(find(Map.of())).isEqualTo("0 " + folder.resolve("jvm/zulu").toRealPath());
    }

    @Test
    void javaHomeComesFirstIfItIsOne() throws Exception {
        Path mine = jdk("mine", "openjdk version \"25\" 2025-09-16");
        jdk("jvm/temurin-25", "openjdk version \"25.0.3\" 2026-04-21 LTS");
        Path old = jdk("old", "openjdk version \"17.0.15\" 2025-04-15");

        assertThat(find(Map.of("JAVA_HOME", mine.toString()))).isEqualTo("0 " + mine.toRealPath());
        assertThat(find(Map.of("JAVA_HOME", old.toString())))
                .isEqualTo("0 " + folder.resolve("jvm/temurin-25").toRealPath());
    }

    @Test
    void macFoldersAndThePathAreLookedAtToo() throws Exception {
        Path onPath = jdk("somewhere", "openjdk version \"25-ea\" 2025-09-16");
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("java"), onPath.resolve("bin/java"));

        assertThat(find(Map.of("PATH", links + ":" + SYSTEM_TOOLS))).isEqualTo("0 " + onPath.toRealPath());

        Path mac = jdk("jvm/temurin.jdk/Contents/Home", "openjdk version \"25.0.3\" 2026-04-21 LTS");
        assertThat(find(Map.of())).isEqualTo("0 " + mac.toRealPath());
    }

    @Test
    void withoutOneTheUserLearnsWhatToInstall() throws Exception {
        jdk("jvm/java-17", "openjdk version \"17.0.15\" 2025-04-15");
        jdk("jvm/java-250", "openjdk version \"250\" 2099-01-01");
        Files.delete(jdk("jvm/jre-25", "openjdk version \"25.0.3\" 2026-04-21").resolve("bin/javac"));

        assertThat(find(Map.of())).startsWith("1 Switchgear needs a JDK 25: install one");
    }

    private Path jdk(String name, String version) throws Exception {
        Path bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
        for (String tool : new String[] {"java", "javac"}) {
            Files.writeString(bin.resolve(tool), "#!/bin/sh\necho '" + version + "' >&2\n");
            Files.setPosixFilePermissions(bin.resolve(tool), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return bin.getParent();
    }

    private String find(Map<String, String> environment) throws Exception {
        Files.createDirectories(folder.resolve("jvm"));
        var builder = new ProcessBuilder("/bin/bash", SCRIPT.toString()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("PATH", Files.createDirectories(folder.resolve("empty")) + ":" + tools());
        builder.environment().put("SWITCHGEAR_JDK_ROOTS", folder.resolve("jvm").toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + output.strip();
    }

    /** The system's tools without the system's Java. */
    private String tools() throws Exception {
        Path tools = folder.resolve("tools");
        if (!Files.exists(tools)) {
            Files.createDirectories(tools);
            for (String tool : new String[] {"grep", "dirname", "readlink", "sh"}) {
                Path program = Files.exists(Path.of("/bin", tool)) ? Path.of("/bin", tool) : Path.of("/usr/bin", tool);
                Files.createSymbolicLink(tools.resolve(tool), program);
            }
        }
        return tools.toString();
    }
}
