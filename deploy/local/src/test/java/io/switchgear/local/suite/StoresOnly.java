package io.switchgear.local.suite;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.switchgear.local.layout.Home;
import io.switchgear.local.process.ProcessRecords;
import io.switchgear.local.process.Supervisor;
import io.switchgear.local.secrets.Secrets;
import io.switchgear.local.stores.PostgresServer;
import io.switchgear.local.stores.RedisServer;

/** A suite of the two stores alone, on free ports; in the test's JVM, or as a launcher of its own that can be killed. */
public final class StoresOnly {

    private final Supervisor supervisor;
    private final ProcessRecords records;
    private final PostgresServer postgres;
    private final RedisServer redis;

    private StoresOnly(Supervisor supervisor, ProcessRecords records, PostgresServer postgres, RedisServer redis) {
        this.supervisor = supervisor;
        this.records = records;
        this.postgres = postgres;
        this.redis = redis;
    }

    public static StoresOnly start(Path folder) throws Exception {
        var home = new Home(folder);
        home.create();
        var secrets = Secrets.loadOrCreate(home.secrets(), Service.schemas());
        var postgres = new PostgresServer(home, freePort(), secrets.postgresPassword());
        var redis = new RedisServer(home, freePort(), secrets.redisPassword());
        var records = new ProcessRecords(home.run("processes"));
        var supervisor = new Supervisor(records, new Progress(System.out, null));
        supervisor.start(List.of(postgres, redis));
        return new StoresOnly(supervisor, records, postgres, redis);
    }

    /** A launcher as the real one is to its home: lock, record, orderly end. */
    public static void main(String[] arguments) throws Exception {
        var lock = LauncherLock.take(new Home(Path.of(arguments[0]))).orElseThrow();
        var stores = start(Path.of(arguments[0]));
        lock.record();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stores.stop();
            try {
                lock.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }));
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public RedisServer redis() {
        return redis;
    }

    public void stop() {
        supervisor.close();
        supervisor.stop(List.of(RedisServer.NAME));
        supervisor.stop(List.of(PostgresServer.NAME));
    }

    /** As a power cut would. */
    public void kill() throws Exception {
        var processes = List.of(
                records.find(PostgresServer.NAME).orElseThrow(),
                records.find(RedisServer.NAME).orElseThrow());
        processes.forEach(ProcessHandle::destroyForcibly);
        for (var process : processes) {
            process.onExit().get();
        }
        stop();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
