package io.switchgear.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.switchgear.local.layout.Home;
import io.switchgear.local.process.Command;
import io.switchgear.local.process.Ending;
import io.switchgear.local.process.Termination;
import io.switchgear.local.suite.LauncherLock;

/** Starts a launcher as a daemon, shows what it says, and returns when the suite is ready or the daemon gave up. */
final class DetachedLauncher {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Home home;

    DetachedLauncher(Home home) {
        this.home = home;
    }

    int start(List<String> arguments, boolean fresh) throws IOException, InterruptedException {
        if (LauncherLock.held(home)) {
            return AlreadyRunning.say(home, fresh);
        }
        Path log = home.run("launcher.out");
        Files.deleteIfExists(log);
        Files.createFile(log);
        var daemon = new Command(java(arguments), Map.of(), home.root()).start(log);
        var interrupted = new Thread(
                () -> Termination.end(daemon.toHandle(), new Ending(Ending.Signal.TERM, Duration.ofMinutes(2))),
                "stop");
        Runtime.getRuntime().addShutdownHook(interrupted);
        follow(daemon, log);
        Runtime.getRuntime().removeShutdownHook(interrupted);
        return daemon.isAlive() ? 0 : daemon.exitValue();
    }

    private void follow(Process daemon, Path log) throws IOException, InterruptedException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            boolean going = true;
            while (going) {
                going = !daemon.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS) && !ready(daemon);
                var news = new byte[(int) (file.length() - file.getFilePointer())];
                file.readFully(news);
                System.out.write(news);
                System.out.flush();
            }
        }
    }

    /** A marker alone might be another launcher's. */
    private boolean ready(Process daemon) {
        return LauncherLock.ready(home)
                && LauncherLock.holder(home)
                        .filter(holder -> holder.pid() == daemon.pid())
                        .isPresent();
    }

    /** The same JVM with the same flags and class path. */
    private static List<String> java(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName()));
        command.addAll(arguments);
        return command;
    }
}
