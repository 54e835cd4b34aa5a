package io.switchgear.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

import io.switchgear.local.layout.TakenPort;
import io.switchgear.local.process.PartFailed;
import io.switchgear.local.secrets.Credentials;
import io.switchgear.local.suite.LauncherLock;
import io.switchgear.local.suite.Leftovers;
import io.switchgear.local.suite.Progress;
import io.switchgear.local.suite.Settings;
import io.switchgear.local.suite.Suite;

/** The launcher itself: starts the suite and stays until a signal ends it. */
final class ForegroundLauncher {

    private static final int NEXT_OFFSET = 1000;

    private final Settings settings;
    private final Progress progress;
    private final long from = System.nanoTime();
    private volatile boolean stopping;

    /** @param daemon whether standard output is the launcher's log */
    ForegroundLauncher(Settings settings, boolean daemon) {
        this.settings = settings;
        this.progress = new Progress(System.out, daemon ? null : settings.home().log(LauncherLock.NAME));
    }

    /** The exit code; the shutdown hook stops whatever was started. */
    int run() throws IOException, InterruptedException {
        var home = settings.home();
        var lock = LauncherLock.take(home);
        if (lock.isEmpty()) {
            return AlreadyRunning.say(home, settings.fresh());
        }
        home.create();
        Leftovers.stop(home, progress);
        lock.get().record();
        var suite = new Suite(settings, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(suite, lock.get()), "stop"));
        try {
            var taken = TakenPort.among(settings.ports());
            if (!taken.isEmpty()) {
                progress.say(refusal(taken));
                return 1;
            }
            if (settings.fresh()) {
                home.erase();
                home.create();
            }
            progress.say("Starting Switchgear in " + home.root());
            var credentials = suite.start();
            progress.say(welcome(credentials));
            lock.get().markReady();
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException stopped) {
            return 1;
        } catch (PartFailed failed) {
            return giveUp(String.valueOf(failed.getMessage()));
        } catch (IOException e) {
            return giveUp("Switchgear cannot start: " + e.getMessage());
        }
    }

    /** What fails because the suite is being stopped is no failure. */
    private int giveUp(String reason) {
        if (!stopping) {
            progress.say(reason);
        }
        return 1;
    }

    private void stop(Suite suite, LauncherLock lock) {
        stopping = true;
        try {
            if (suite.stop()) {
                progress.say("Switchgear stopped.");
            }
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String welcome(Credentials credentials) {
        return """

            Switchgear is ready after %s

              Console    %s
              E-mail     %s
              Password   %s
              API key    %s

              Logs in %s; Ctrl-C or deploy/down stops it.
            """.formatted(
                Progress.seconds(Duration.ofNanos(System.nanoTime() - from)).strip(),
                credentials.gatewayUrl(),
                credentials.email(),
                credentials.password(),
                credentials.apiKey(),
                settings.home().logs());
    }

    private String refusal(List<TakenPort> taken) {
        String ports = taken.stream()
                .map(port -> "Port %d, for %s, is taken by another process.".formatted(port.port(), port.wantedBy()))
                .collect(Collectors.joining("\n"));
        return ports
                + "\nStop what listens there, or start with --port-offset %d."
                        .formatted(settings.ports().offset() + NEXT_OFFSET);
    }
}
