package io.switchgear.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.switchgear.local.layout.Home;
import io.switchgear.local.process.ProcessRecords;
import io.switchgear.local.process.Termination;
import io.switchgear.local.suite.LauncherLock;
import io.switchgear.local.suite.Leftovers;
import io.switchgear.local.suite.Progress;

/** {@code deploy/down}. */
@Command(
        name = "down",
        customSynopsis = "deploy/down [--home DIR]",
        sortOptions = false,
        description = "Stops the suite and leaves no process; data stays. Says so if nothing runs.")
final class DownCommand implements Callable<Integer> {

    /** Longer than all parts may take one after the other. */
    private static final Duration DEADLINE = Duration.ofMinutes(4);

    private static final Duration RECORD_DEADLINE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(50);

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    private boolean help;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where the suite's data lives (default .switchgear in the repository).")
    private @Nullable Path home;

    @Option(names = "--repository", hidden = true, description = "Set by deploy/down.")
    private Path repository = Path.of("");

    private final Progress progress = new Progress(System.out, null);

    @Override
    public Integer call() throws IOException, InterruptedException {
        var suite = new Home(home == null ? repository.toAbsolutePath().resolve(".switchgear") : home);
        boolean launched = Files.isDirectory(suite.root()) && LauncherLock.held(suite);
        if (launched && !endLauncher(suite)) {
            return 1;
        }
        int leftovers = Files.isDirectory(suite.root()) ? Leftovers.stop(suite, progress) : 0;
        progress.say(
                launched || leftovers > 0
                        ? "Switchgear stopped; its data is in %s.".formatted(suite.root())
                        : "Nothing runs in %s.".formatted(suite.root()));
        return 0;
    }

    private boolean endLauncher(Home suite) throws IOException, InterruptedException {
        var launcher = holder(suite);
        if (launcher.isEmpty()) {
            progress.say("A launcher holds %s but cannot be found.".formatted(suite.run("launcher.lock")));
            return false;
        }
        launcher.get().destroy();
        awaitEnd(suite, launcher.get());
        return true;
    }

    /** Says of each part that it has gone; a launcher that does not end in time is killed, its parts are left over. */
    private void awaitEnd(Home suite, ProcessHandle launcher) throws IOException, InterruptedException {
        var records = new ProcessRecords(suite.run("processes"));
        var known = new ArrayList<>(records.parts());
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (Termination.alive(launcher)) {
            if (System.nanoTime() > deadline) {
                launcher.destroyForcibly();
            }
            Thread.sleep(POLL);
            sayGone(known, records.parts());
        }
        sayGone(known, records.parts());
    }

    private void sayGone(List<String> known, List<String> left) {
        known.removeIf(part -> {
            if (left.contains(part)) {
                return false;
            }
            progress.say("  %-18s stopped".formatted(part));
            return true;
        });
    }

    private static Optional<ProcessHandle> holder(Home suite) throws InterruptedException {
        long deadline = System.nanoTime() + RECORD_DEADLINE.toNanos();
        var holder = LauncherLock.holder(suite);
        while (holder.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(POLL);
            holder = LauncherLock.holder(suite);
        }
        return holder;
    }
}
