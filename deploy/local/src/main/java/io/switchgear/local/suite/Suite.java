package io.switchgear.local.suite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import io.switchgear.local.demo.DemoTraffic;
import io.switchgear.local.demo.DemoWorkspace;
import io.switchgear.local.jvm.JavaPart;
import io.switchgear.local.process.PartFailed;
import io.switchgear.local.process.ProcessRecords;
import io.switchgear.local.process.Supervisor;
import io.switchgear.local.secrets.Credentials;
import io.switchgear.local.secrets.Secrets;
import io.switchgear.local.secrets.ServiceKeys;
import io.switchgear.local.stores.Provisioning;

/** A running suite. The caller holds the {@link LauncherLock}. */
public final class Suite {

    private final Settings settings;
    private final Progress progress;
    private final ProcessRecords records;
    private final Supervisor supervisor;
    private @Nullable DemoTraffic traffic;
    private @Nullable Training training;

    public Suite(Settings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.records = new ProcessRecords(settings.home().run("processes"));
        this.supervisor = new Supervisor(records, progress);
    }

    /**
     * Returns when every part is ready and the demo workspace exists.
     *
     * @throws PartFailed with the part, the reason and the log; what runs by then goes on until {@link #stop}
     * @throws InterruptedException if {@link #stop} was called meanwhile
     */
    public Credentials start() throws PartFailed, IOException, InterruptedException {
        var home = settings.home();
        var secrets = Secrets.loadOrCreate(home.secrets(), Service.schemas());
        ServiceKeys.ensure(home, Service.modules());
        var parts = SuiteParts.of(settings, secrets);
        startInOrder(parts, secrets);
        var credentials = demo(secrets);
        startTraining(new Training(parts, secrets, records, progress));
        return credentials;
    }

    /**
     * Stops everything in reverse order; returns when no process of the suite is left.
     *
     * @return whether there was anything to stop
     */
    public boolean stop() {
        boolean started = supervisor.close();
        endTraining();
        endTraffic();
        SuiteParts.STOP_ORDER.forEach(supervisor::stop);
        return started;
    }

    private void startInOrder(SuiteParts parts, Secrets secrets) throws PartFailed, IOException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var installs = parts.services().stream()
                    .map(service -> install(threads, service))
                    .toList();
            supervisor.start(List.of(parts.postgres(), parts.redis(), parts.simulator()));
            provision(parts, secrets);
            for (var install : installs) {
                finished(install);
            }
        }
        supervisor.start(parts.services());
    }

    private static Future<Void> install(ExecutorService threads, JavaPart service) {
        Callable<Void> install = () -> {
            service.install();
            return null;
        };
        return threads.submit(install);
    }

    private static void finished(Future<Void> install) throws IOException, InterruptedException {
        try {
            install.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unpacking) {
                throw unpacking;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void provision(SuiteParts parts, Secrets secrets) throws PartFailed, IOException {
        try {
            Provisioning.run(parts.postgres(), Provisioning.DATABASE, secrets.databasePasswords());
        } catch (SQLException e) {
            throw new PartFailed(
                    parts.postgres().title(),
                    "roles and schemas cannot be created: " + e.getMessage(),
                    parts.postgres().log());
        }
    }

    private Credentials demo(Secrets secrets) throws IOException, PartFailed, InterruptedException {
        var home = settings.home();
        var workspace = new DemoWorkspace(settings.gatewayUrl(), secrets.demoPassword(), home.credentials());
        Credentials credentials;
        try {
            credentials = workspace.ensure();
        } catch (IOException e) {
            throw new PartFailed(
                    "The demo workspace", String.valueOf(e.getMessage()), home.log(Service.GATEWAY.module()));
        }
        if (settings.demo()) {
            startTraffic(workspace, credentials);
        }
        return credentials;
    }

    /** The suite is of use without its demo: a refusal is said, not fatal. */
    private void startTraffic(DemoWorkspace workspace, Credentials credentials) throws InterruptedException {
        var started = new DemoTraffic(
                credentials,
                "http://127.0.0.1:" + settings.ports().simulator(),
                complaint -> progress.part("demo", complaint));
        synchronized (this) {
            traffic = started;
        }
        try {
            started.start(workspace);
        } catch (IOException e) {
            progress.part("demo", "no traffic: " + e.getMessage());
        }
    }

    private synchronized void startTraining(Training prepared) {
        training = prepared;
        prepared.start();
    }

    private void endTraffic() {
        DemoTraffic running;
        synchronized (this) {
            running = traffic;
        }
        if (running != null) {
            running.close();
        }
    }

    private void endTraining() {
        Training running;
        synchronized (this) {
            running = training;
        }
        if (running != null) {
            running.stop();
        }
    }
}
