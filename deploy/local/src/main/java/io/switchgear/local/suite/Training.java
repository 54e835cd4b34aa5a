package io.switchgear.local.suite;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.switchgear.local.jvm.AotTraining;
import io.switchgear.local.jvm.JavaPart;
import io.switchgear.local.process.ProcessRecords;
import io.switchgear.local.secrets.Secrets;
import io.switchgear.local.stores.Provisioning;

/** Trains the AOT caches that are missing, in the background of a suite that is ready, in a database of its own. */
final class Training {

    private static final String LOG = "aot-training";

    private final SuiteParts parts;
    private final Secrets secrets;
    private final Progress progress;
    private final AotTraining training;
    private volatile boolean stopped;

    Training(SuiteParts parts, Secrets secrets, ProcessRecords records, Progress progress) {
        this.parts = parts;
        this.secrets = secrets;
        this.progress = progress;
        this.training = new AotTraining(records);
    }

    void start() {
        Thread.ofVirtual().name("aot-training").start(this::run);
    }

    void stop() {
        stopped = true;
        training.stop();
    }

    private void run() {
        try {
            var untrained = untrained();
            if (untrained.isEmpty()) {
                return;
            }
            var database = ServiceEnvironment.TRAINING_DATABASE;
            Provisioning.drop(parts.postgres(), database);
            Provisioning.run(parts.postgres(), database, secrets.databasePasswords());
            int trained = 0;
            for (JavaPart part : untrained) {
                trained += train(part) ? 1 : 0;
            }
            if (!stopped) {
                Provisioning.drop(parts.postgres(), database);
                progress.part(
                        "AOT cache",
                        "trained for %d of %d programs: the next start is faster".formatted(trained, untrained.size()));
            }
        } catch (IOException | SQLException e) {
            if (!stopped) {
                progress.part("AOT cache", "not trained: " + e.getMessage());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<JavaPart> untrained() throws IOException, InterruptedException {
        var untrained = new ArrayList<JavaPart>();
        for (JavaPart service : parts.services()) {
            if (AotTraining.needed(service)) {
                untrained.add(service);
            }
        }
        if (AotTraining.needed(parts.simulator())) {
            untrained.add(parts.simulator());
        }
        return untrained;
    }

    private boolean train(JavaPart part) throws IOException, InterruptedException {
        int port = freePort();
        int secondPort = freePort();
        var log = part.log().resolveSibling(LOG + ".log");
        boolean simulator = part.equals(parts.simulator());
        URI readiness = simulator ? SuiteParts.simulatorReadiness(port) : SuiteParts.readiness(port);
        Map<String, String> environment = simulator
                ? parts.environment().simulator(port, secondPort)
                : parts.environment().training(part.name(), port, secondPort);
        return training.train(new AotTraining.Lesson(part, environment, List.of(readiness), log));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
