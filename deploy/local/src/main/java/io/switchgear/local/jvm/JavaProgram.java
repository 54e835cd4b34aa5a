package io.switchgear.local.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.switchgear.local.layout.Home;
import io.switchgear.local.process.Command;
import io.switchgear.local.process.LogTail;

/**
 * A built program and its copy beside the data. The copy is what runs: a new build does not pull the jars from under a
 * running suite, and the AOT cache, which is bound to the jars' path and time, outlives builds that change nothing.
 *
 * @param name such as {@code gateway}
 * @param jar as built: a Spring Boot jar ({@code …-app.jar}), or a plain one with its libraries in {@code lib} beside it
 * @param folder for the copy ({@code app/}) and the cache
 */
public record JavaProgram(String name, Path jar, Path folder) {

    private static final String BOOT_JAR = "-app.jar";
    private static final Duration EXTRACTION_DEADLINE = Duration.ofMinutes(2);

    /**
     * Makes the copy anew if the jar has changed, which discards the AOT cache.
     *
     * @return what this copy is, for the cache's key
     */
    String install(Path log) throws IOException, InterruptedException {
        String wanted = fingerprint();
        Path stamp = folder.resolve("fingerprint");
        if (Files.exists(stamp) && Files.readString(stamp).equals(wanted) && Files.exists(installedJar())) {
            return wanted;
        }
        Files.deleteIfExists(stamp);
        Files.createDirectories(folder);
        Path unfinished = folder.resolve("app.new");
        Home.delete(unfinished);
        if (bootJar()) {
            extract(unfinished, log);
        } else {
            copy(unfinished);
        }
        Home.delete(folder.resolve("app"));
        Files.move(unfinished, folder.resolve("app"), StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(stamp, wanted);
        return wanted;
    }

    Path installedJar() {
        return folder.resolve("app").resolve(jar.getFileName());
    }

    private boolean bootJar() {
        return jar.toString().endsWith(BOOT_JAR);
    }

    private String fingerprint() throws IOException {
        if (bootJar()) {
            return Fingerprint.of(jar);
        }
        var libraries = new TreeMap<String, Long>();
        try (var files = Files.list(jar.resolveSibling("lib"))) {
            for (Path library : files.toList()) {
                libraries.put(library.getFileName().toString(), Files.size(library));
            }
        }
        return Fingerprint.of(jar) + libraries.hashCode();
    }

    /** Boot's own tool: the jar with a class path in its manifest, libraries in lib/. */
    private void extract(Path target, Path log) throws IOException, InterruptedException {
        var tool = new Command(
                List.of(
                        Jvm.executable(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        target.toString()),
                Map.of(),
                folder);
        var process = tool.start(log);
        if (!process.waitFor(EXTRACTION_DEADLINE) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("%s cannot be unpacked: %s"
                    .formatted(jar, LogTail.reason(log).orElse("the tool said nothing")));
        }
    }

    private void copy(Path target) throws IOException {
        Files.createDirectories(target.resolve("lib"));
        Files.copy(jar, target.resolve(jar.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        try (var libraries = Files.list(jar.resolveSibling("lib"))) {
            for (Path library : libraries.toList()) {
                Files.copy(
                        library,
                        target.resolve("lib").resolve(library.getFileName()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
