package io.switchgear.local.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * A program's AOT cache (JEP 483, 514, 515). The JVM falls back silently when a cache does not fit, so the key is ours, and
 * what the JVM says about the cache is read after each start.
 *
 * @param folder of the program
 * @param key of program, JDK and flags; a cache with another key is not used
 */
record AotCache(Path folder, String key) {

    private static final String ACCEPTED = "Using AOT-linked classes: true";

    private Path file() {
        return folder.resolve("app.aot");
    }

    private Path keyFile() {
        return folder.resolve("app.aot.key");
    }

    /** Where training writes. */
    Path unfinished() {
        return folder.resolve("app.aot.new");
    }

    /** What the JVM says about the cache. */
    private Path verdictLog() {
        return folder.resolve("aot.log");
    }

    boolean usable() throws IOException {
        return Files.exists(file())
                && Files.exists(keyFile())
                && Files.readString(keyFile()).equals(key);
    }

    /** Flags that use the cache; none as long as there is no usable one. */
    List<String> flags() throws IOException {
        Files.deleteIfExists(verdictLog());
        return usable()
                ? List.of(
                        "-XX:AOTCache=" + file(),
                        "-XX:AOTMode=auto",
                        "-Xlog:aot:file=" + verdictLog() + "::filecount=0")
                : List.of();
    }

    List<String> trainingFlags() {
        return List.of("-XX:AOTCacheOutput=" + unfinished());
    }

    /** Puts a trained cache in place; the key last, so that a crash between the two leaves an unused cache. */
    void adopt() throws IOException {
        Files.deleteIfExists(keyFile());
        Files.move(unfinished(), file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(keyFile(), key);
    }

    /** Discards a cache that the JVM did not accept, so that it is trained anew. */
    void discard() throws IOException {
        Files.deleteIfExists(keyFile());
        Files.deleteIfExists(file());
    }

    /** Whether the started JVM uses the cache; empty if it was given none. */
    Optional<Boolean> accepted() throws IOException {
        return Files.exists(verdictLog())
                ? Optional.of(Files.readString(verdictLog()).contains(ACCEPTED))
                : Optional.empty();
    }
}
