package io.switchgear.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import redis.embedded.RedisServer;

/** PostgreSQL, as durable as in production, and Redis. */
public final class Stores implements AutoCloseable {

    private static final String PASSWORD = "bench";

    private final EmbeddedPostgres postgres;
    private final RedisServer redis;
    private final int redisPort;

    /** @param provision the suite's script of roles and schemas */
    public Stores(Path provision) throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("jit", "off")
                .setServerConfig("max_wal_size", "4GB")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        String script = Files.readString(provision).replaceAll("\\$\\{[a-z]+}", "'" + PASSWORD + "'");
        execute("postgres", script);
        execute("postgres", "create database switchgear");
        execute("switchgear", script);
        redisPort = Server.freePort();
        redis = RedisServer.newRedisServer()
                .port(redisPort)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
    }

    /** Runs SQL in the suite's database as its superuser. */
    public void execute(String sql) throws SQLException {
        execute("switchgear", sql);
    }

    private void execute(String database, String sql) throws SQLException {
        try (var connection = postgres.getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public Map<String, String> environment() {
        return Map.of(
                "SWITCHGEAR_DATABASE_PORT",
                Integer.toString(postgres.getPort()),
                "SWITCHGEAR_DATABASE_PASSWORD",
                PASSWORD,
                "SWITCHGEAR_REDIS_URL",
                "redis://127.0.0.1:" + redisPort);
    }

    /** A setting that tells whether this measures what it says: durable commits. */
    public String setting(String name) throws SQLException {
        return value("show " + name);
    }

    /** Rows of a table, named with its schema. */
    public long count(String table) throws SQLException {
        return Long.parseLong(value("select count(*) from " + table));
    }

    /** In the order of the table, named with its schema. */
    public List<String> columns(String table) throws SQLException {
        return List.of(value("select string_agg(attname, ',' order by attnum) from pg_attribute where attrelid = '"
                        + table + "'::regclass and attnum > 0 and not attisdropped")
                .split(","));
    }

    public void analyze() throws SQLException {
        execute("vacuum analyze");
    }

    /** Forgets all cached answers. */
    public void forget() {
        try (var socket = new java.net.Socket("127.0.0.1", redisPort)) {
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes("+OK\r\n".length());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The first column of the first row. */
    public String value(String sql) throws SQLException {
        try (var connection = postgres.getDatabase("postgres", "switchgear").getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Seconds of CPU of PostgreSQL, all its processes. */
    public double cpu() throws IOException, SQLException {
        long postmaster = Long.parseLong(value("select pg_read_file('postmaster.pid')")
                .lines()
                .findFirst()
                .orElseThrow());
        return Server.cpu(ProcessHandle.of(postmaster).map(List::of).orElse(List.of()));
    }

    @Override
    public void close() throws IOException {
        redis.stop();
        postgres.close();
    }
}
