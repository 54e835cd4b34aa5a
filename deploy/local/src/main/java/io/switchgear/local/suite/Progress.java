package io.switchgear.local.suite;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.switchgear.local.process.Part;
import io.switchgear.local.process.Watcher;

/** What the user sees, a line for each part, kept in the launcher's own log too. */
public final class Progress implements Watcher {

    private final PrintStream out;
    private final @Nullable Path log;

    /** @param log gets the output too; null if that is where it goes anyway */
    public Progress(PrintStream out, @Nullable Path log) {
        this.out = out;
        this.log = log;
    }

    public synchronized void say(String line) {
        out.println(line);
        out.flush();
        if (log != null) {
            keep(log, line + "\n");
        }
    }

    /** A sentence about one part. */
    void part(String title, String sentence) {
        say("  %-18s %s".formatted(title, sentence));
    }

    @Override
    public void ready(Part part, Duration took) {
        part(part.title(), "ready    " + seconds(took));
    }

    @Override
    public void died(Part part, String reason, Duration restartIn) {
        part(
                part.title(),
                "died: %s; starting it again in %d s (log: %s)".formatted(reason, restartIn.toSeconds(), part.log()));
    }

    @Override
    public void stopping(Part part) {
        // A stop takes a moment at most, or says that it had to be forced.
    }

    @Override
    public void stopped(Part part, boolean byForce) {
        part(part.title(), byForce ? "stopped by force, it did not end in time" : "stopped");
    }

    public static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%5.1f s", took.toMillis() / 1000.0);
    }

    private static void keep(Path log, String text) {
        try {
            Files.writeString(log, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
