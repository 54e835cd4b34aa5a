package io.switchgear.local.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

/**
 * The folder of one suite, {@code .switchgear} unless told otherwise.
 *
 * @param root absolute
 */
public record Home(Path root) {

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /** What {@code deploy/up} prints, for scripts. */
    public Path credentials() {
        return root.resolve("credentials.json");
    }

    public Path secrets() {
        return root.resolve("secrets.json");
    }

    public Path privateKey(String service) {
        return root.resolve("keys").resolve(service + ".key.pem");
    }

    public Path publicKeys() {
        return root.resolve("keys").resolve("public");
    }

    /** What a part keeps. */
    public Path data(String part) {
        return root.resolve("data").resolve(part);
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /** What can be made again: unpacked binaries, AOT caches, records of processes. */
    public Path run(String name) {
        return root.resolve("run").resolve(name);
    }

    /** Makes the folders; what the last run logged moves to {@code <part>.log.1}. */
    public void create() throws IOException {
        for (Path folder : List.of(root.resolve("data"), publicKeys(), logs(), run("processes"))) {
            Files.createDirectories(folder);
        }
        try (var logs = Files.newDirectoryStream(logs(), "*.log")) {
            for (Path log : logs) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Starts empty: data and secrets go, what can be made again from the jars stays. */
    public void erase() throws IOException {
        delete(root.resolve("data"));
        delete(root.resolve("keys"));
        Files.deleteIfExists(credentials());
        Files.deleteIfExists(secrets());
    }

    /** Deletes a folder with all that is in it; nothing happens if it is absent. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
