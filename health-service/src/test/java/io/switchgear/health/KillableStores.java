package io.switchgear.health;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

import io.lettuce.core.RedisClient;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import redis.embedded.RedisServer;

import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Stores;

/** A PostgreSQL that commits as in production, and a Redis, for one test alone: it may kill them. */
public final class KillableStores implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final int redisPort;
    private RedisServer redis;
    private List<String> command = List.of();

    public KillableStores() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        provision("postgres");
        try (var connection = superuser("postgres");
                var statement = connection.createStatement()) {
            statement.execute("create database switchgear");
        }
        provision("switchgear");
        try (var socket = new ServerSocket(0)) {
            redisPort = socket.getLocalPort();
        }
        startRedis();
    }

    private void provision(String database) throws Exception {
        try (var script = Stores.class.getResourceAsStream("/switchgear/provision.sql");
                var connection = superuser(database);
                var statement = connection.createStatement()) {
            String sql = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            statement.execute(sql.replaceAll("\\$\\{[a-z]+}", "'" + Stores.get().password() + "'"));
        }
    }

    private Connection superuser(String database) throws SQLException {
        return connect(database, "postgres", "postgres");
    }

    private Connection connect(String database, String user, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?connectTimeout=2".formatted(postgres.getPort(), database),
                user,
                password);
    }

    /** As the service that owns the schema. */
    public Connection connect() throws SQLException {
        return connect("switchgear", "health", Stores.get().password());
    }

    /** Settings of a service on these. */
    public Map<String, String> properties() {
        var properties = new TreeMap<>(Stores.get().properties("health"));
        properties.put("switchgear.database.host", "127.0.0.1");
        properties.put("switchgear.database.port", Integer.toString(postgres.getPort()));
        properties.put("switchgear.redis.url", "redis://127.0.0.1:" + redisPort);
        return properties;
    }

    /** {@code kill -9} of the postmaster, whose children then end by themselves. */
    public void killPostgres() throws Exception {
        long postmaster = postmaster();
        command = commandLine(postmaster);
        kill(postmaster);
    }

    /** As it was started at first; returns once it takes connections again. */
    public void startPostgres() throws Exception {
        var started = new AtomicReference<>(start(command));
        Await.until(() -> {
            if (!started.get().isAlive()) {
                // It refuses while one of the old children is still there.
                started.set(start(command));
            }
            connect().close();
        });
    }

    private static void kill(long process) throws Exception {
        var handle = ProcessHandle.of(process).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().get();
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "killed-postgres.log").toFile()))
                .start();
    }

    private long postmaster() throws SQLException {
        try (var connection = superuser("postgres");
                var rows = connection.createStatement().executeQuery("select pg_read_file('postmaster.pid')")) {
            rows.next();
            return Long.parseLong(rows.getString(1).lines().findFirst().orElseThrow());
        }
    }

    /** With what PostgreSQL asks of root: to be somebody else. */
    private static List<String> commandLine(long process) throws IOException {
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        String line = Files.readString(Path.of("/proc", Long.toString(process), "cmdline"));
        command.addAll(List.of(line.split("\0")));
        return command;
    }

    /** {@code kill -9}. */
    public void killRedis() throws Exception {
        var client = RedisClient.create("redis://127.0.0.1:" + redisPort);
        try (var connection = client.connect()) {
            kill(Long.parseLong(connection
                    .sync()
                    .info("server")
                    .lines()
                    .filter(line -> line.startsWith("process_id:"))
                    .findFirst()
                    .orElseThrow()
                    .substring("process_id:".length())));
        } finally {
            client.shutdown();
        }
        redis.stop();
    }

    /** An empty one. */
    public void startRedis() throws IOException {
        redis = RedisServer.newRedisServer()
                .port(redisPort)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
    }

    @Override
    public void close() throws IOException {
        redis.stop();
        postgres.close();
    }
}
